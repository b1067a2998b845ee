import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { createCircuitState } from './circuit-state.ts';

const BUSY = failureOf('spotler', { kind: 'unavailable', status: 503 });
const REFUSED = failureOf('dataverse', { kind: 'authentication', status: 401 });

describe('a closed circuit', () => {
  it('opens after three failures in a row', () => {
    const state = createCircuitState();
    state.failed(BUSY, 1);
    state.failed(BUSY, 2);
    expect(state.outages).toEqual([]);
    state.failed(BUSY, 3);
    expect(state.outages).toEqual([{ system: 'spotler', failure: BUSY, since: 3 }]);
    expect(state.open).toEqual(['spotler']);
  });

  it('counts anew after a call that went well', () => {
    const state = createCircuitState();
    state.failed(BUSY, 1);
    state.failed(BUSY, 2);
    state.succeeded('spotler');
    state.failed(BUSY, 3);
    expect(state.outages).toEqual([]);
  });

  it.each([
    ['dataverse', REFUSED],
    ['spotler', failureOf('spotler', { kind: 'protocol', status: 404 })],
  ] as const)('of %s opens at once after $kind', (system, failure) => {
    const state = createCircuitState();
    state.failed(failure, 1);
    expect(state.outages).toMatchObject([{ system }]);
  });

  it('does not open because data is refused', () => {
    const state = createCircuitState();
    for (let n = 0; n < 10; n++) state.failed(failureOf('spotler', { kind: 'rejected' }), n);
    expect(state.outages).toEqual([]);
  });
});

describe('an open circuit', () => {
  it('stays open until a probe gets through, whatever straggles in', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    state.succeeded('dataverse');
    expect(state.open).toEqual(['dataverse']);
    state.probeSucceeded('dataverse');
    expect(state.open).toEqual([]);
    expect(state.outages).toHaveLength(1);
    state.succeeded('dataverse');
    expect(state.outages).toEqual([]);
  });

  it('comes before those that opened after it', () => {
    const state = createCircuitState();
    state.failed(failureOf('spotler', { kind: 'authentication' }), 1);
    state.failed(REFUSED, 2);
    expect(state.outages.map(({ system }) => system)).toEqual(['spotler', 'dataverse']);
  });

  it('remembers since when its system is down, and its latest failure', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    const latest = failureOf('dataverse', { kind: 'protocol', status: 404 });
    state.failed(latest, 9);
    expect(state.outages).toEqual([{ system: 'dataverse', failure: latest, since: 1 }]);
  });
});

describe('a half-open circuit', () => {
  it('opens again after one failure', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    state.probeSucceeded('dataverse');
    state.failed(failureOf('dataverse', { kind: 'unavailable' }), 5);
    expect(state.open).toEqual(['dataverse']);
    expect(state.outages).toMatchObject([{ since: 1 }]);
  });

  it('is closed by work, rather than opened by what failed beside it', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    state.probeSucceeded('dataverse');
    state.failed(REFUSED, 2);
    state.succeeded('dataverse');
    expect(state.outages).toEqual([]);
  });

  it('can be closed without work, and no other circuit with it', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    state.failed(failureOf('spotler', { kind: 'authentication' }), 2);
    state.probeSucceeded('dataverse');
    state.close();
    expect(state.outages).toMatchObject([{ system: 'spotler' }]);
  });
});

describe('probes', () => {
  it('come ever more rarely, up to once a minute', () => {
    const state = createCircuitState();
    state.failed(REFUSED, 1);
    const delays = Array.from({ length: 8 }, () => state.probeDelayMs('dataverse'));
    expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
  });

  it.each([
    ['at least as long as the system asks for', 90_000, 90_000],
    ['not for days, which are a mistake', 864_000_000, 600_000],
  ])('wait %s', (_title, retryAfterMs, expected) => {
    const state = createCircuitState();
    state.failed(failureOf('spotler', { kind: 'authentication', retryAfterMs }), 1);
    expect(state.probeDelayMs('spotler')).toBe(expected);
  });

  it('go on slowing down when a system answers them but does no work', () => {
    const state = createCircuitState();
    const delays = [1, 2, 3].map((now) => {
      state.failed(REFUSED, now);
      const delay = state.probeDelayMs('dataverse');
      state.probeSucceeded('dataverse');
      return delay;
    });
    expect(delays).toEqual([1_000, 2_000, 4_000]);
    state.succeeded('dataverse');
    state.failed(REFUSED, 4);
    expect(state.probeDelayMs('dataverse')).toBe(1_000);
  });
});
