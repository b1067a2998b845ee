import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { ReconcileRequest, RecordWork } from './record-work.ts';
import { type RetryBreaker, retryingWork } from './retry-while-unavailable.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };
const unsettled: ReconcileOutcome = { kind: 'unsettled', decision, attempts: 5 };
const notErased: ReconcileOutcome = { kind: 'not-erased', decision, attempts: 5 };

function failed(kind: Failure['kind'], retryAfterMs?: number): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf('spotler', { kind, retryAfterMs }), attempts: 1 };
}

/** A breaker with nothing open, and whether its waiters may keep waiting. */
function aBreaker(keepsWaiting = false) {
  const waits: number[] = [];
  let registered = 0;
  const breaker: RetryBreaker = {
    async waitWhileOpen(maxMs) {
      waits.push(maxMs);
      return 'not-open';
    },
    registerWaiter() {
      registered += 1;
      return {
        mayKeepWaiting: () => keepsWaiting,
        done() {
          registered -= 1;
        },
      };
    },
  };
  return { breaker, waits, registered: () => registered };
}

/** Work with these outcomes, and after them a success, tried again for up to five seconds. */
function aWork(
  outcomes: readonly ReconcileOutcome[],
  { breaker } = aBreaker(),
  budgetMs = 5_000,
  canPostpone = () => true,
) {
  const clock = createManualClock();
  const stopping = new AbortController();
  const tries: number[] = [];
  const work: RecordWork = {
    async reconcile() {
      const outcome = outcomes[tries.length] ?? synced;
      tries.push(clock.now());
      return outcome;
    },
    size: { waiting: 3, running: 4 },
  };
  const options = { budgetMs, firstDelayMs: 100, signal: stopping.signal, clock, canPostpone };
  const retrying = retryingWork(work, breaker, options);
  const reconcile = (request: Partial<ReconcileRequest> = {}) =>
    retrying.reconcile(ref, { priority: 'ordinary', origin: 'ours', ...request });
  return { retrying, reconcile, clock, tries, stopping };
}

describe('work that is tried again', () => {
  it('is tried while a system is busy, less and less often', async () => {
    const { reconcile, clock, tries } = aWork(Array(3).fill(failed('unavailable')));
    const outcome = reconcile();
    await clock.advance(5_000);
    expect(await outcome).toBe(synced);
    expect(tries).toEqual([0, 100, 300, 700]);
  });

  it('waits ten seconds at most between two tries', async () => {
    const { reconcile, clock, tries } = aWork(Array(9).fill(failed('unavailable')), aBreaker(), 60_000);
    void reconcile();
    await clock.advance(60_000);
    expect(tries.slice(-2)).toEqual([22_700, 32_700]);
  });

  it('is tried for a record that changed all the time', async () => {
    const { reconcile, clock } = aWork([unsettled]);
    const outcome = reconcile();
    await clock.advance(100);
    expect(await outcome).toBe(synced);
  });

  it.each([
    ['refused data', failed('rejected')],
    ['an erasure that was not one', notErased],
    ['a success', synced],
  ])('is tried once for %s', async (_title, outcome) => {
    const { reconcile, tries } = aWork([outcome]);
    expect(await reconcile()).toBe(outcome);
    expect(tries).toHaveLength(1);
  });

  it('waits at least as long as it is asked to', async () => {
    const { reconcile, clock, tries } = aWork([failed('unavailable', 3_000)]);
    void reconcile();
    await clock.advance(5_000);
    expect(tries).toEqual([0, 3_000]);
  });

  it('gives up at once when it is asked to wait longer than its budget', async () => {
    const { reconcile, tries } = aWork([failed('unavailable', 5_001)]);
    await reconcile();
    expect(tries).toHaveLength(1);
  });

  it('gives the last failure back when its budget is used up', async () => {
    const outcomes = Array.from({ length: 20 }, () => failed('unavailable'));
    const { reconcile, clock, tries } = aWork(outcomes);
    const outcome = reconcile();
    await clock.advance(60_000);
    expect(await outcome).toBe(outcomes[tries.length - 1]);
    expect(tries.at(-1)).toBe(6_300);
  });

  it('says how much of the other work there is', () => {
    expect(aWork([]).retrying.size).toEqual({ waiting: 3, running: 4 });
  });
});

describe('work while a system is down', () => {
  it('waits for it before the first try', async () => {
    const opening = Promise.withResolvers<'not-open'>();
    const { breaker } = aBreaker();
    const waiting = { ...breaker, waitWhileOpen: () => opening.promise };
    const { reconcile, clock, tries } = aWork([], { ...aBreaker(), breaker: waiting });
    const outcome = reconcile();
    await clock.advance(1);
    expect(tries).toHaveLength(0);
    opening.resolve('not-open');
    expect(await outcome).toBe(synced);
  });

  it('waits for no longer than what is left of its budget', async () => {
    const open = aBreaker();
    const { reconcile, clock } = aWork([failed('unavailable')], open);
    void reconcile();
    await clock.advance(100);
    expect(open.waits).toEqual([5_000, 4_900]);
  });

  it('goes on when it may keep waiting, for as long as that takes', async () => {
    const keeping = aBreaker(true);
    const { reconcile, tries } = aWork([failed('unavailable'), failed('unavailable', 60_000)], keeping, 0);
    expect(await reconcile()).toBe(synced);
    expect(tries).toHaveLength(3);
    expect(keeping.waits.slice(1)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]);
  });

  it('waits between its tries as long as there is budget left, though it might keep waiting', async () => {
    const keeping = aBreaker(true);
    const { reconcile, clock, tries } = aWork([failed('unavailable')], keeping);
    void reconcile();
    await clock.advance(100);
    expect(tries).toEqual([0, 100]);
    expect(keeping.waits).toEqual([5_000, 4_900]);
  });

  it('is registered as a waiter from the first try to the last, also when that throws', async () => {
    const watched = aBreaker();
    const { reconcile, clock, stopping } = aWork([failed('unavailable')], watched);
    const outcome = reconcile();
    await clock.advance(1);
    expect(watched.registered()).toBe(1);
    stopping.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
    expect(watched.registered()).toBe(0);
  });
});

describe('work that waits for its next try', () => {
  it('ends when the worker stops', async () => {
    const { reconcile, clock, stopping } = aWork([failed('unavailable')]);
    const outcome = reconcile();
    await clock.advance(1);
    stopping.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends when its message has to go', async () => {
    const window = new AbortController();
    const { reconcile, clock } = aWork([failed('unavailable')]);
    const outcome = reconcile({ evicted: window.signal });
    await clock.advance(1);
    window.abort();
    await expect(outcome).rejects.toMatchObject({ name: 'AbortError' });
  });
});
