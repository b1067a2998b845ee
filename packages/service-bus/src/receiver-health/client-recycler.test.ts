import { ServiceBusError } from '@azure/service-bus';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createClientRecycler } from './client-recycler.ts';

const HALF_AN_HOUR = 1_800_000;

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

function aRecycler() {
  const stopping = new AbortController();
  const events: string[] = [];
  const recycler = createClientRecycler({
    onAged: () => events.push('age'),
    onTokenRefused: () => events.push('refused'),
    maxAgeMs: HALF_AN_HOUR,
    signal: stopping.signal,
  });
  const refuse = () => recycler.onError(new ServiceBusError('No', 'UnauthorizedAccess'));
  return { recycler, events, refuse, stop: () => stopping.abort() };
}

describe('the client recycler', () => {
  it('comes around, again and again', () => {
    const { events } = aRecycler();
    jest.advanceTimersByTime(HALF_AN_HOUR - 1);
    expect(events).toEqual([]);
    jest.advanceTimersByTime(HALF_AN_HOUR + 1);
    expect(events).toEqual(['age', 'age']);
  });

  it('follows a refused token once, however often the library tells of it', () => {
    const { events, refuse } = aRecycler();
    refuse();
    refuse();
    expect(events).toEqual([]);
    jest.advanceTimersByTime(1_000);
    expect(events).toEqual(['refused']);
  });

  it('finds the refusal among the errors of several tries', () => {
    const { recycler, events } = aRecycler();
    const refused = new ServiceBusError('No', 'UnauthorizedAccess');
    recycler.onError(new AggregateError([refused, refused]));
    jest.advanceTimersByTime(1_000);
    expect(events).toEqual(['refused']);
  });

  it('takes its time when tokens are refused in a row, up to five minutes', () => {
    const { events, refuse } = aRecycler();
    const delays: number[] = [];
    for (let n = 1; n <= 12; n++) {
      refuse();
      const start = Date.now();
      while (events.length < n) jest.advanceTimersByTime(1_000);
      delays.push((Date.now() - start) / 1_000);
    }
    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]);
  });

  it('begins anew with a client that has lived its time', () => {
    const { events, refuse } = aRecycler();
    refuse();
    jest.advanceTimersByTime(1_000);
    refuse();
    jest.advanceTimersByTime(2_000 + HALF_AN_HOUR);
    refuse();
    jest.advanceTimersByTime(1_000);
    expect(events).toEqual(['refused', 'refused', 'age', 'refused']);
  });

  it('does not mind other errors', () => {
    const { recycler, events } = aRecycler();
    recycler.onError(new ServiceBusError('Away', 'ServiceCommunicationProblem'));
    jest.advanceTimersByTime(60_000);
    expect(events).toEqual([]);
  });

  it('ends with the worker', () => {
    const { events, refuse, stop } = aRecycler();
    refuse();
    stop();
    refuse();
    jest.advanceTimersByTime(2 * HALF_AN_HOUR);
    expect(events).toEqual([]);
  });
});
