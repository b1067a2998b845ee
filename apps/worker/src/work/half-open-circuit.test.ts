import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import {
  aBreaker,
  blockedBy,
  LEFT,
  REFUSED,
  refusedBy,
  SYNCED,
  UNKNOWN_CONTACT,
  undone,
} from './testing/a-breaker.ts';

describe('a half-open circuit', () => {
  it('closes when work is done, for which one message more is admitted', async () => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    expect(events).toEqual(['spotler open', 'spotler answers', 'admit one']);
    expect(breaker.outages).toMatchObject([{ system: 'spotler' }]);
    breaker.onOutcome(LEFT);
    breaker.onOutcome(UNKNOWN_CONTACT);
    expect(events).toHaveLength(3);
    breaker.onOutcome(SYNCED);
    expect(events.slice(3)).toEqual(['spotler closed', 'all closed']);
    expect(breaker.outages).toEqual([]);
  });

  it.each<[ReconcileOutcome, string[]]>([
    [undone('not-erased'), ['spotler closed', 'all closed']],
    [undone('unsettled'), ['spotler closed', 'all closed']],
    [blockedBy('permit'), ['spotler closed', 'all closed']],
    [blockedBy('organization'), []],
    [blockedBy('columns'), []],
  ])('closes when Spotler changed something, whatever came of it: %j', async (outcome, closed) => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    breaker.onOutcome(outcome);
    expect(events.slice(3)).toEqual(closed);
  });

  it('stays half-open when the last waiter is done while another circuit is open', async () => {
    const { breaker, events, clock } = aBreaker('spotler');
    const { done } = breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    breaker.onOutcome(refusedBy('dataverse'));
    await clock.advance(1_000);
    done();
    expect(events).toEqual(['spotler open', 'dataverse open', 'dataverse answers']);
    breaker.stop();
  });

  it('says which system works again while another one is still down', async () => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    breaker.onOutcome(refusedBy('dataverse'));
    await clock.advance(1_000);
    breaker.onOutcome(LEFT);
    expect(events.slice(-1)).toEqual(['dataverse closed']);
    expect(breaker.outages).toMatchObject([{ system: 'spotler' }]);
    breaker.onOutcome(SYNCED);
    expect(events.slice(-2)).toEqual(['spotler closed', 'all closed']);
  });

  it('opens again when the first work fails, without a word and without intake', async () => {
    const { breaker, events, clock, wait } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    breaker.onOutcome(REFUSED);
    const waiting = wait(1);
    await clock.advance(1);
    expect(await waiting).toBe('open');
    expect(events).toEqual(['spotler open', 'spotler answers', 'admit one']);
    breaker.stop();
  });

  it('is probed again, more rarely, when it opened again', async () => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    breaker.onOutcome(REFUSED);
    await clock.advance(1_999);
    expect(events.filter((event) => event === 'spotler answers')).toHaveLength(1);
    await clock.advance(1);
    expect(events.filter((event) => event === 'spotler answers')).toHaveLength(2);
  });

  it('is probed by one probe at a time, however often it opens and closes', async () => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    for (let times = 0; times < 3; times++) {
      breaker.onOutcome(REFUSED);
      breaker.onOutcome(SYNCED);
    }
    breaker.onOutcome(REFUSED);
    await clock.advance(2_000);
    expect(events.filter((event) => event === 'spotler answers')).toHaveLength(2);
    breaker.stop();
  });

  it('lets waiters go on at once when work succeeds beside what failed', async () => {
    const { breaker, clock, wait } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    breaker.onOutcome(REFUSED);
    const waiting = wait(60_000);
    breaker.onOutcome(SYNCED);
    expect(await waiting).toBe('not-open');
    expect(breaker.outages).toEqual([]);
    breaker.stop();
  });

  it('is closed as soon as the last waiter is done', async () => {
    const { breaker, events, clock } = aBreaker();
    const [one, other] = [breaker.registerWaiter(), breaker.registerWaiter()];
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    one.done();
    expect(events).toHaveLength(3);
    other.done();
    expect(events.slice(3)).toEqual(['spotler closed', 'all closed']);
  });

  it('admits no message while as many as may keep waiting are there to try it', async () => {
    const { breaker, events, clock, down } = aBreaker('spotler');
    const waiters = Array.from({ length: 8 }, () => breaker.registerWaiter());
    breaker.onOutcome(REFUSED);
    for (const waiter of waiters) waiter.mayKeepWaiting();
    down.length = 0;
    await clock.advance(1_000);
    expect(events).toEqual(['spotler open', 'spotler answers']);
  });

  it('is closed when the message that was admitted is done with, and nobody waits any more', async () => {
    const { breaker, events, clock, admitting } = aBreaker();
    const { promise, resolve } = Promise.withResolvers<void>();
    admitting.done = promise;
    const { done } = breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    done();
    expect(events.slice(2)).toEqual(['admit one', 'spotler closed', 'all closed']);
    resolve();
    await clock.advance(1);
    expect(events).toHaveLength(5);
  });
});
