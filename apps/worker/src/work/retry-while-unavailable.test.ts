import { describe, expect, it } from '@jest/globals';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { RecordWork } from './record-work.ts';
import { patientWork } from './retry-while-unavailable.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };

const ORDINARY = { priority: 'ordinary' } as const;

function failed(kind: Failure['kind'], retryAfterMs?: number): ReconcileOutcome {
  const failure = { side: 'target', kind, ...(retryAfterMs !== undefined && { retryAfterMs }) } as const;
  return { kind: 'failed', failure, attempts: 1 };
}

function aWork(...outcomes: ReconcileOutcome[]) {
  const tries: ReconcileOutcome[] = [];
  const work: RecordWork = {
    async reconcile() {
      const outcome = outcomes[tries.length] ?? synced;
      tries.push(outcome);
      return outcome;
    },
    size: { waiting: 0, running: 0 },
  };
  return { work, tries };
}

const attend = () => ({ held: () => false, leave() {} });
const up = { untilUp: async () => 'up' as const, attend };
const patience = { patienceMs: 5_000, firstDelayMs: 1, signal: new AbortController().signal };

describe('patient work', () => {
  it('tries again while a side is busy', async () => {
    const { work, tries } = aWork(failed('unavailable'), failed('unavailable'));
    expect(await patientWork(work, up, patience).reconcile(ref, ORDINARY)).toBe(synced);
    expect(tries).toHaveLength(3);
  });

  it('does not try refused data again', async () => {
    const { work, tries } = aWork(failed('rejected'));
    await patientWork(work, up, patience).reconcile(ref, ORDINARY);
    expect(tries).toHaveLength(1);
  });

  it('waits for a side that is down before it tries at all', async () => {
    const { work, tries } = aWork();
    const comingUp = Promise.withResolvers<'up'>();
    const outcome = patientWork(work, { ...up, untilUp: () => comingUp.promise }, patience).reconcile(
      ref,
      ORDINARY,
    );
    await new Promise(setImmediate);
    expect(tries).toHaveLength(0);
    comingUp.resolve('up');
    expect(await outcome).toBe(synced);
  });

  it('gives the last failure back when patience ends', async () => {
    const { work, tries } = aWork(failed('unavailable'));
    const outcome = await patientWork(work, up, { ...patience, patienceMs: 0 }).reconcile(ref, ORDINARY);
    expect(outcome).toBe(tries[0]);
  });

  it('goes on when the watch holds it, for as long as that takes', async () => {
    const { work, tries } = aWork(failed('unavailable'), failed('unavailable', 60_000));
    const waits: number[] = [];
    let left = 0;
    const watch = {
      untilUp: async (ms: number) => {
        waits.push(ms);
        return 'up' as const;
      },
      attend: () => ({
        held: () => true,
        leave() {
          left += 1;
        },
      }),
    };
    const outcome = await patientWork(work, watch, { ...patience, patienceMs: 0 }).reconcile(ref, ORDINARY);
    expect(outcome).toBe(synced);
    expect(tries).toHaveLength(3);
    expect(waits.slice(1)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
    expect(left).toBe(1);
  });

  it('gives up at once when it is asked to wait longer than its patience', async () => {
    const { work, tries } = aWork(failed('unavailable', 60_000));
    await patientWork(work, up, patience).reconcile(ref, ORDINARY);
    expect(tries).toHaveLength(1);
  });

  it('ends when the worker stops', async () => {
    const stopping = new AbortController();
    const { work } = aWork(failed('unavailable', 4_000));
    const outcome = patientWork(work, up, { ...patience, signal: stopping.signal }).reconcile(ref, ORDINARY);
    stopping.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when its message has to go', async () => {
    const release = new AbortController();
    const { work } = aWork(failed('unavailable', 4_000));
    const options = { ...ORDINARY, released: release.signal };
    const outcome = patientWork(work, up, patience).reconcile(ref, options);
    release.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  });
});
