import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { readCurrentSweep, readLastSweep, readSweepBase } from '@spotler-connector/sweep';
import { EXIT } from '../failure/exit-code.ts';
import { understood } from '../testing/understood.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { aRecord, aStage, clearStage, EVERYBODY, KEEP, OPTIONS } from './testing/a-stage.ts';

afterEach(clearStage);

describe('sweep', () => {
  it('shows what does not agree and what share of Spotler goes, asks, and hands it on', async () => {
    const { run, sent, asked, terminal, store } = await aStage();
    expect(await run()).toBe(EXIT.done);
    expect(asked).toEqual(['Have the workers look at 1 records, and erase 1 contacts, 10 % of Spotler?']);
    expect(terminal.stdout()).toMatch(/must-be-gone +do-not-email +do-not-email +1/);
    expect(sent).toMatchObject([{ kind: 'must-be-gone' }]);
    expect(await readLastSweep(store)).toMatchObject({
      findings: { 'must-be-gone': 1 },
      records: 10,
      mended: 1,
      erasures: 1,
    });
    expect(await readCurrentSweep(store)).toBeUndefined();
  });

  it.each<[string, Partial<SweepOptions>, boolean, number]>([
    ['a dry run', { dryRun: true }, true, EXIT.done],
    ['a no', {}, false, EXIT.nothingToDo],
    ['more erasures than allowed', { maxAnonymize: { kind: 'count', count: 0 } }, true, EXIT.failed],
    ['a larger share than allowed', { maxAnonymize: { kind: 'share', percent: 9.9 } }, true, EXIT.failed],
  ])('hands on nothing after %s, and remembers what was found', async (_, options, answer, expected) => {
    const { run, sent, store } = await aStage(1, { confirm: async () => answer });
    expect(await run(options)).toBe(expected);
    expect(sent).toEqual([]);
    expect(await readLastSweep(store)).toMatchObject({
      findings: { 'must-be-gone': 1 },
      mended: 0,
      erasures: 0,
    });
    expect(await readCurrentSweep(store)).toBeUndefined();
  });

  it('refuses to erase a tenth of Spotler where nobody is asked, unless told otherwise', async () => {
    const { run, sent, terminal } = await aStage(2);
    expect(await run({ yes: true, json: true })).toBe(EXIT.failed);
    expect(terminal.stderr()).toContain('more than --max-anonymize 10%');
    expect(JSON.parse(terminal.stdout())).toMatchObject({ toErase: 2, eraseShare: 0.2, mended: 0 });
    expect(await run({ yes: true, maxAnonymize: { kind: 'count', count: 2 } })).toBe(EXIT.done);
    expect(sent).toHaveLength(2);
  });

  it('finds nothing where both sides agree, asks nothing, and remembers that', async () => {
    const { run, asked, terminal, store } = await aStage(0);
    expect(await run()).toBe(EXIT.done);
    expect(asked).toEqual([]);
    expect(terminal.stdout()).toContain('Both sides agree.');
    expect(await readLastSweep(store)).toMatchObject({ findings: {}, mended: 0 });
  });

  it('looks at one table with --table, at no contact that no record of it has, and leaves nothing to go on from', async () => {
    const { run, terminal, store } = await aStage(1);
    expect(await run({ yes: true, table: 'lead', json: true })).toBe(EXIT.done);
    expect(JSON.parse(terminal.stdout())).toMatchObject({ records: 0, findings: [], mended: 0 });
    expect([await readLastSweep(store), await readSweepBase(store)]).toEqual([undefined, undefined]);
  });

  it('erases contacts that may come from elsewhere with --orphans only', async () => {
    const elsewhere = [{ contactId: 'S-7', ownId: 'own', properties: {} }];
    const target: SweepPorts['target'] = {
      contacts: async () => ({ contacts: elsewhere, next: undefined }),
      arePresent: async () => [true],
    };
    const { run, sent } = await aStage(0, { target });
    expect(await run({ yes: true, maxAnonymize: EVERYBODY })).toBe(EXIT.done);
    expect(sent).toEqual([]);
    expect(await run({ yes: true, orphans: true })).toBe(EXIT.failed);
    expect(await run({ yes: true, orphans: true, maxAnonymize: EVERYBODY })).toBe(EXIT.done);
    expect(sent).toMatchObject([{ kind: 'foreign-id', contactId: 'S-7' }]);
  });

  it('takes for pending what was ordered more than an hour before it began', async () => {
    const asked: number[] = [];
    const { run, sent } = await aStage(0);
    const source: SweepPorts['source'] = {
      records: async (table) => ({
        records: table === 'contact' ? [aRecord(0, KEEP)] : [],
        unreadable: 0,
        gone: [],
        next: undefined,
        changes: undefined,
      }),
      confirm: async (ids) => ids.map(() => 'present'),
      async pendingOrders(before) {
        asked.push(before);
        return ['an order'];
      },
    };
    expect(await run({ yes: true }, { source })).toBe(EXIT.done);
    expect(asked).toEqual([1_000 - 3_600_000]);
    expect(sent).toMatchObject([{ kind: 'pending-order', orderId: 'an order' }]);
  });

  it('goes on after a failure of the queue with those that were not handed on, without reading again', async () => {
    const { run, sent, reads } = await aStage(4);
    let calls = 0;
    const failing: SweepPorts['send'] = async (findings) => {
      if (++calls === 2) throw new RangeError('away');
      sent.push(...findings);
    };
    const clock = { ...createManualClock(1_000), sleep: async () => {} };
    const four = { yes: true, rate: 2, maxAnonymize: { kind: 'count', count: 4 } } as const;
    await expect(run(four, { send: failing, clock })).rejects.toThrow('away');
    const before = reads();
    expect(await run({ yes: true, resume: true, maxAnonymize: { kind: 'count', count: 4 } })).toBe(EXIT.done);
    expect(sent.map(({ place }) => place)).toEqual([0, 1, 2, 3]);
    expect(reads()).toBe(before);
  });

  it('goes on with nothing when nothing was begun, or about other settings', async () => {
    const { run } = await aStage();
    expect(await run({ resume: true })).toBe(EXIT.nothingToDo);
    const away = {
      contacts: async () => Promise.reject(new RangeError('away')),
      arePresent: async () => [],
    };
    await expect(run({}, { target: away })).rejects.toThrow('away');
    await expect(run({ resume: true }, { fingerprint: 'others' })).rejects.toThrow(
      'Systems or settings are others',
    );
    await expect(run({ resume: true }, { store: undefined })).rejects.toThrow('SPOTLER_STATE');
  });
});

describe('the command line of sweep', () => {
  it('means the whole of both sides, and asks', async () => {
    const { options } = (await understood('sweep')) ?? {};
    expect(options).toEqual({ ...OPTIONS, maxAnonymize: undefined, rate: 50 });
    const limited = await understood('sweep --max-anonymize 0.5% --table lead');
    expect(limited?.options).toMatchObject({ maxAnonymize: { kind: 'share', percent: 0.5 }, table: 'lead' });
  });

  it.each([
    ['sweep --max-anonymize 101%', 'A limit is'],
    ['sweep --max-anonymize many', 'A limit is'],
    ['sweep --table job', 'Allowed choices'],
  ])('refuses %s', async (line, message) => {
    await expect(understood(line)).rejects.toThrow(message);
  });
});
