import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createAnswerWatch } from './answer-watch.ts';
import { readiness } from './readiness.ts';

type Probe = (signal: AbortSignal) => Promise<unknown>;

/** A probe that ends only when it is given up. */
function hanging(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}

/** A watch over systems of which Spotler can fall silent, and readiness as it follows. */
function watched({
  isWaiting = () => true,
  watch = true,
}: {
  isWaiting?: () => boolean;
  watch?: boolean;
} = {}) {
  const clock = createManualClock();
  const answers = createAnswerWatch(clock);
  const stop = new AbortController();
  const events: string[] = [];
  const probed: string[] = [];
  let spotler: Probe = async () => answers.onCall({ system: 'spotler', status: 200 });
  if (watch) {
    answers.watch({
      probes: {
        async dataverse() {
          probed.push('dataverse');
          answers.onCall({ system: 'dataverse', status: 200 });
        },
        spotler(signal) {
          probed.push('spotler');
          return spotler(signal);
        },
      },
      isWaiting,
      onNoAnswer: (system) => events.push(`${system} gone`),
      onAnswer: (system) => events.push(`${system} back`),
      signal: stop.signal,
    });
  }
  return {
    clock,
    stop,
    events,
    probed,
    answers,
    probeSpotlerWith(probe: Probe) {
      spotler = probe;
    },
    state: () =>
      readiness({
        outages: [],
        organization: undefined,
        untried: [],
        unanswered: answers.reasons,
        receiving: undefined,
        stopping: false,
      }),
  };
}

describe('the watch over answers', () => {
  it('takes readiness within 30 s from a worker whose work waits for a system that says nothing', async () => {
    const { clock, state, events, probeSpotlerWith } = watched();
    probeSpotlerWith(hanging);
    await clock.advance(20_000);
    expect(state()).toEqual({ ready: false, reasons: ['Spotler: no answer'] });
    expect(events).toEqual(['spotler gone']);
  });

  it('is what takes it: without the watch such a worker is ready after a minute', async () => {
    const { clock, state } = watched({ watch: false });
    await clock.advance(60_000);
    expect(state().ready).toBe(true);
  });

  it('gives it back with the first answer, once, and does not flap', async () => {
    const { clock, state, events, answers, probeSpotlerWith } = watched();
    probeSpotlerWith(hanging);
    await clock.advance(120_000);
    expect(state().ready).toBe(false);
    // A try that timed out is no answer, and one that was refused is.
    answers.onCall({ system: 'spotler', failure: 'unavailable' });
    expect(state().ready).toBe(false);
    answers.onCall({ system: 'spotler', status: 401, failure: 'authentication' });
    expect(state().ready).toBe(true);
    probeSpotlerWith(async () => answers.onCall({ system: 'spotler', status: 200 }));
    await clock.advance(120_000);
    expect(events).toEqual(['spotler gone', 'spotler back']);
  });

  it('goes on asking until there is an answer, also once nobody waits any more', async () => {
    let waiting = true;
    const { clock, events, answers, probeSpotlerWith } = watched({ isWaiting: () => waiting });
    probeSpotlerWith(hanging);
    await clock.advance(20_000);
    waiting = false;
    probeSpotlerWith(async () => answers.onCall({ system: 'spotler', status: 200 }));
    await clock.advance(20_000);
    expect(events).toEqual(['spotler gone', 'spotler back']);
  });

  it('asks nobody while there is no work, and no system that answers', async () => {
    const idle = watched({ isWaiting: () => false });
    await idle.clock.advance(3_600_000);
    expect(idle.probed).toEqual([]);
    const busy = watched();
    for (let second = 0; second < 60; second++) {
      busy.answers.onCall({ system: 'spotler', status: 200 });
      busy.answers.onCall({ system: 'dataverse', status: 404, failure: 'rejected' });
      await busy.clock.advance(1_000);
    }
    expect(busy.probed).toEqual([]);
  });

  it('leaves a probe that fails to the circuit breaker', async () => {
    const { clock, state, probeSpotlerWith } = watched();
    probeSpotlerWith(() => Promise.reject(new Error('refused')));
    await clock.advance(60_000);
    expect(state().ready).toBe(true);
  });

  it('does not take a probe that waits in line for a system that says nothing', async () => {
    const { clock, state, answers, probeSpotlerWith } = watched();
    probeSpotlerWith(hanging);
    await clock.advance(12_000);
    answers.onCall({ system: 'spotler', status: 200 });
    await clock.advance(8_000);
    expect(state().ready).toBe(true);
  });

  it('ends with the worker', async () => {
    const { clock, stop, probed } = watched();
    stop.abort();
    await clock.advance(60_000);
    expect(probed).toEqual([]);
    expect(clock.sleepers).toBe(0);
  });
});
