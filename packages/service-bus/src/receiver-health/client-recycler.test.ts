import { ServiceBusError } from '@azure/service-bus';
import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createClientRecycler } from './client-recycler.ts';

const HALF_AN_HOUR = 1_800_000;
const REFUSED = new ServiceBusError('No', 'UnauthorizedAccess');

function aRecycler() {
  const clock = createManualClock();
  const stopping = new AbortController();
  const events: string[] = [];
  const recycler = createClientRecycler({
    onAged: () => events.push('aged'),
    onTokenRefused: () => events.push('refused'),
    maxAgeMs: HALF_AN_HOUR,
    clock,
    signal: stopping.signal,
  });
  const refuse = () => recycler.onError(REFUSED);
  return { clock, recycler, events, refuse, stop: () => stopping.abort() };
}

describe('the client recycler', () => {
  it('comes around, again and again', async () => {
    const { clock, events } = aRecycler();
    await clock.advance(HALF_AN_HOUR - 1);
    expect(events).toEqual([]);
    await clock.advance(HALF_AN_HOUR + 1);
    expect(events).toEqual(['aged', 'aged']);
  });

  it('follows a refused token once, however often the library tells of it', async () => {
    const { clock, events, refuse } = aRecycler();
    refuse();
    refuse();
    await clock.advance(999);
    expect(events).toEqual([]);
    await clock.advance(1);
    expect(events).toEqual(['refused']);
    await clock.advance(60_000);
    expect(events).toEqual(['refused']);
  });

  it('finds the refusal among the errors of several tries', async () => {
    const { clock, recycler, events } = aRecycler();
    recycler.onError(new AggregateError([REFUSED, REFUSED]));
    await clock.advance(1_000);
    expect(events).toEqual(['refused']);
  });

  it('takes its time when tokens are refused in a row, up to five minutes', async () => {
    const { clock, events, refuse } = aRecycler();
    const delays: number[] = [];
    for (let n = 1; n <= 12; n++) {
      refuse();
      const start = clock.now();
      while (events.length < n) await clock.advance(1_000);
      delays.push((clock.now() - start) / 1_000);
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('counts the age of a client from when it was made, also because of a refusal', async () => {
    const { clock, events, refuse } = aRecycler();
    await clock.advance(HALF_AN_HOUR - 2_000);
    refuse();
    await clock.advance(HALF_AN_HOUR);
    expect(events).toEqual(['refused']);
    await clock.advance(1_000);
    expect(events).toEqual(['refused', 'aged']);
  });

  it('begins anew with a client that has lived its time', async () => {
    const { clock, events, refuse } = aRecycler();
    refuse();
    await clock.advance(1_000);
    refuse();
    await clock.advance(2_000 + HALF_AN_HOUR);
    refuse();
    await clock.advance(1_000);
    expect(events).toEqual(['refused', 'refused', 'aged', 'refused']);
  });

  it('does not mind other errors', async () => {
    const { clock, recycler, events } = aRecycler();
    recycler.onError(new ServiceBusError('Away', 'ServiceCommunicationProblem'));
    recycler.onError(new Error('UnauthorizedAccess'));
    await clock.advance(60_000);
    expect(events).toEqual([]);
  });

  it('ends with the worker', async () => {
    const { clock, events, refuse, stop } = aRecycler();
    refuse();
    stop();
    refuse();
    await clock.advance(2 * HALF_AN_HOUR);
    expect(events).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });
});
