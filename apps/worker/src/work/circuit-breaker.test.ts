import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { aBreaker, LEFT, REFUSED, refusedBy, SYNCED, UNAVAILABLE } from './testing/a-breaker.ts';

describe('the circuit breaker', () => {
  it('opens once, however many calls fail', () => {
    const { breaker, events } = aBreaker('spotler');
    breaker.onOutcome(REFUSED);
    breaker.onOutcome(REFUSED);
    expect(events).toEqual(['spotler open']);
    expect(breaker.outages).toMatchObject([{ system: 'spotler' }]);
  });

  it('minds neither work that is done while nothing is down, nor one call that fails, nor another store', async () => {
    const { breaker, events, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(SYNCED);
    breaker.onOutcome(UNAVAILABLE);
    breaker.onOutcome(refusedBy('state'));
    await clock.advance(60_000);
    expect([events, breaker.outages]).toEqual([[], []]);
  });

  it('opens for each system, whichever was down before', async () => {
    const { breaker, events, clock } = aBreaker('dataverse', 'spotler');
    breaker.onOutcome(refusedBy('dataverse'));
    await clock.advance(1);
    breaker.onOutcome(REFUSED);
    expect(events).toEqual(['dataverse open', 'spotler open']);
    breaker.stop();
  });

  it('has work wait on while other work is done that needs nothing of what is down', async () => {
    const { breaker, wait, clock } = aBreaker('spotler');
    breaker.onOutcome(REFUSED);
    const waiting = wait(500);
    breaker.onOutcome(LEFT);
    await clock.advance(500);
    expect(await waiting).toBe('open');
    breaker.stop();
  });

  it('lets nobody wait while nothing is open', async () => {
    const { wait, clock } = aBreaker();
    expect(await wait(60_000)).toBe('not-open');
    expect(clock.sleepers).toBe(0);
  });

  it('lets work wait no longer than it wants to', async () => {
    const { breaker, wait, clock } = aBreaker('spotler');
    breaker.onOutcome(REFUSED);
    const waiting = wait(500);
    await clock.advance(500);
    expect(await waiting).toBe('open');
  });

  it('lets work that waits go on as soon as nothing is open', async () => {
    const { breaker, wait, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    const waiting = wait(Number.POSITIVE_INFINITY);
    await clock.advance(1_000);
    expect(await waiting).toBe('not-open');
    expect(clock.sleepers).toBe(0);
  });

  it('lets work that waits for one system go on when another one went down after it', async () => {
    const { breaker, wait, clock } = aBreaker();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    const waiting = wait(Number.POSITIVE_INFINITY);
    breaker.onOutcome(refusedBy('dataverse'));
    await clock.advance(1_000);
    expect(await waiting).toBe('not-open');
  });

  it('ends every wait and every probe when it is stopped', async () => {
    const { breaker, wait, clock, events } = aBreaker();
    breaker.onOutcome(REFUSED);
    const waiting = wait(60_000);
    breaker.stop();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await clock.advance(60_000);
    expect(events).toEqual(['spotler open']);
    expect(clock.sleepers).toBe(0);
  });

  it('ends a wait when its signal fires, and no other', async () => {
    const { breaker, wait } = aBreaker('spotler');
    breaker.onOutcome(REFUSED);
    const leaving = new AbortController();
    const waiting = breaker.waitWhileOpen(60_000, leaving.signal);
    const other = wait(60_000);
    leaving.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    breaker.stop();
    await expect(other).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('has nothing to do with work that fails while nobody is connected', () => {
    const breaker = createCircuitBreaker(
      { dataverse: async () => {}, spotler: async () => {} },
      createManualClock(),
    );
    breaker.onOutcome(REFUSED);
    expect(breaker.outages).toHaveLength(1);
    breaker.stop();
  });
});

describe('an open circuit', () => {
  it('is probed until its system answers, and closed when nobody is there to try it', async () => {
    const { breaker, events, clock, down } = aBreaker('spotler');
    breaker.onOutcome(REFUSED);
    await clock.advance(3_000);
    expect(events).toEqual(['spotler open']);
    down.length = 0;
    await clock.advance(4_000);
    expect(events).toEqual(['spotler open', 'spotler answers', 'spotler closed', 'all closed']);
    expect(breaker.outages).toEqual([]);
  });

  it('is probed on after a bug in a probe, which is not taken for an answer of its system', async () => {
    const events: unknown[] = [];
    const clock = createManualClock();
    const bug = new TypeError('oops');
    const probe = () => Promise.reject(bug);
    const breaker = createCircuitBreaker({ dataverse: probe, spotler: probe }, clock);
    breaker.connect({
      ...aBreaker().listener,
      onProbeBug: (system, error) => void events.push([system, error]),
    });
    breaker.onOutcome(REFUSED);
    await clock.advance(3_000);
    expect(events).toEqual([
      ['spotler', bug],
      ['spotler', bug],
    ]);
    expect(breaker.outages).toHaveLength(1);
    breaker.stop();
    await clock.advance(60_000);
    expect(events).toHaveLength(2);
  });

  it('keeps intake stopped while it is not the only one', async () => {
    const { breaker, events, clock } = aBreaker('dataverse');
    breaker.onOutcome(REFUSED);
    breaker.onOutcome(refusedBy('dataverse'));
    await clock.advance(1_000);
    expect(events).toEqual(['spotler open', 'dataverse open', 'spotler answers']);
    breaker.stop();
  });
});
