import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { readCurrentSweep, readLastSweep } from '@spotler-connector/sweep';
import { EXIT } from '../failure/exit-code.ts';
import { understood } from '../testing/understood.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { aStage, clearStage, OPTIONS } from './testing/a-stage.ts';

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
