import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { readLastSweep, SweepOvertakenError } from '@spotler-connector/sweep';
import { EXIT } from '../failure/exit-code.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { aRecord, aStage, clearStage, EVERYBODY, KEEP, REFUSES } from './testing/a-stage.ts';

afterEach(clearStage);

describe('a sweep', () => {
  it('compares nothing where Dataverse shows no record at all, for then all would be orphans', async () => {
    const none = { records: [], unreadable: 0, gone: [], next: undefined, changes: undefined };
    const { run, sent } = await aStage();
    const source: SweepPorts['source'] = {
      records: async () => none,
      confirm: async (ids) => ids.map(() => 'absent'),
      pendingOrders: async () => [],
    };
    await expect(run({ yes: true, maxAnonymize: EVERYBODY }, { source })).rejects.toThrow(
      'Dataverse shows no record at all, and Spotler has 10 contacts',
    );
    // A single record that has nothing to do with Spotler is enough to be asked about the others.
    const one = { ...none, records: [aRecord(99, KEEP)] };
    const wrong = { ...source, records: async () => one };
    expect(await run({ yes: true }, { source: wrong })).toBe(EXIT.failed);
    expect(sent).toEqual([]);
    // Without the guards they would be.
    expect(await run({ yes: true, maxAnonymize: EVERYBODY }, { source: wrong })).toBe(EXIT.done);
    expect(sent).toHaveLength(10);
  });

  it.each([
    { maxAnonymize: undefined },
    { maxAnonymize: { kind: 'share', percent: 0 } },
    { maxAnonymize: { kind: 'share', percent: 5 } },
    { maxAnonymize: { kind: 'count', count: 0 } },
  ] as const)('has everybody added where Spotler has no contact, whose share is none: %j', async (limit) => {
    const target = { contacts: async () => ({ contacts: [], next: undefined }), arePresent: async () => [] };
    const { run, sent, terminal } = await aStage(2, { target });
    const wanted = { ...KEEP, action: 'sync', rule: 'eligible', causes: [] } as const;
    const source: SweepPorts['source'] = {
      records: async (table) => ({
        records: table === 'contact' ? [aRecord(1, REFUSES), aRecord(2, wanted), aRecord(3, wanted)] : [],
        unreadable: 0,
        gone: [],
        next: undefined,
        changes: undefined,
      }),
      confirm: async (ids) => ids.map(() => 'absent'),
      pendingOrders: async () => [],
    };
    expect(await run({ yes: true, json: true, ...limit }, { source })).toBe(EXIT.done);
    expect(sent).toMatchObject([{ kind: 'missing' }, { kind: 'missing' }]);
    const { toErase, eraseShare } = JSON.parse(terminal.stdout());
    expect([toErase, eraseShare]).toEqual([0, 0]);
    expect(await run({ ...limit }, { source })).toBe(EXIT.done);
    expect(terminal.stdout()).toContain('erase 0 contacts, 0 % of Spotler');
  });

  it.each([
    { percent: 0, expected: EXIT.failed },
    { percent: 99, expected: EXIT.failed },
    { percent: 100, expected: EXIT.done },
  ])('erases the only contact of Spotler at $percent % allowed: exit code $expected', async (given) => {
    const only = { contactId: aRecord(0, REFUSES).contactId, ownId: 'own', properties: {} };
    const target = {
      contacts: async () => ({ contacts: [only], next: undefined }),
      arePresent: async () => [true],
    };
    const { run, sent } = await aStage(1, { target });
    const maxAnonymize = { kind: 'share', percent: given.percent } as const;
    expect(await run({ yes: true, maxAnonymize })).toBe(given.expected);
    expect(sent).toHaveLength(given.expected === EXIT.done ? 1 : 0);
  });

  it('ends when another one was begun meanwhile, and hands on nothing any more', async () => {
    const { run, sent, store } = await aStage(4);
    const two = { yes: true, rate: 2, maxAnonymize: EVERYBODY } as const;
    const clock = { ...createManualClock(1_000), sleep: async () => {} };
    const other: SweepPorts['send'] = async (findings) => {
      sent.push(...findings);
      if (sent.length === 2) await run({ dryRun: true });
    };
    await expect(run(two, { send: other, clock })).rejects.toBeInstanceOf(SweepOvertakenError);
    expect(sent).toHaveLength(2);
    expect(await readLastSweep(store)).toMatchObject({ mended: 0 });
  });

  it('says that a promise was broken until now when it has somebody erased, and leaves evidence', async () => {
    const found: unknown[] = [];
    const record: SweepPorts['record'] = async (fact) => {
      found.push(fact);
      return { checkpoint: { at: '2026-01-01', chains: [] }, fingerprint: 'f'.repeat(64) } as never;
    };
    const { run, terminal } = await aStage(1, { record });
    expect(await run({ yes: true })).toBe(EXIT.done);
    expect(terminal.stderr()).toContain('1 contacts should have been erased before and were not');
    expect(found).toEqual([{ compared: 20, found: { 'must-be-gone': 1 }, mended: 1 }]);
    const quiet = await aStage(0, { record });
    await quiet.run({ yes: true });
    expect(quiet.terminal.stderr()).not.toContain('broken');
  });
});
