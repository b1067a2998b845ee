import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createLogger } from '@spotler-connector/observability';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { guardIntake, guardSystems } from './guard-systems.ts';

const REFUSED: ReconcileOutcome = {
  kind: 'failed',
  failure: failureOf('spotler', { kind: 'authentication', status: 401, code: 'NO_LICENSE' }),
  attempts: 1,
};

/** An intake guarded by a breaker of systems that answer probes, and everything that was done, in order. */
function aGuard() {
  const events: string[] = [];
  const lines: string[] = [];
  const bugs: Error[] = [];
  const signals: AbortSignal[] = [];
  const clock = createManualClock();
  const draining = new AbortController();
  const calls = {
    whoAmI: async () => void events.push('who am I'),
    spotler: {
      properties: {
        async list({ signal }: { signal?: AbortSignal | undefined } = {}) {
          if (signal !== undefined) signals.push(signal);
          const bug = bugs.shift();
          if (bug !== undefined) throw bug;
          events.push('list properties');
          return [];
        },
      },
    },
  };
  const breaker = guardSystems(calls, clock);
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const intake = {
    pause: () => void events.push('pause'),
    admitOne: async () => void events.push('admit one'),
    resume: () => void events.push('resume'),
  };
  guardIntake(breaker, intake, {
    logger: createLogger({ level: 'info', format: 'json', stream }),
    telemetry: {
      paused: ({ system }) => void events.push(`paused ${system}`),
      resumed: (pause) => void events.push(`resumed ${pause?.system}`),
    },
    draining: draining.signal,
  });
  return { breaker, events, lines, clock, draining, bugs, signals };
}

describe('a guarded intake', () => {
  it('pauses, and goes on when the system answers its probe again', async () => {
    const { breaker, events, clock } = aGuard();
    breaker.onOutcome(REFUSED);
    expect(events).toEqual(['paused spotler', 'pause']);
    await clock.advance(1_000);
    expect(events.slice(2)).toEqual(['list properties', 'resumed spotler', 'resume']);
  });

  it('says in the log which system is down and why, and that it is up again', async () => {
    const { breaker, lines, clock } = aGuard();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    expect(lines.map((logged) => JSON.parse(logged))).toMatchObject([
      {
        level: 'error',
        event: 'system down',
        system: 'spotler',
        kind: 'authentication',
        status: 401,
        errorCode: 'NO_LICENSE',
      },
      { level: 'info', event: 'systems up' },
    ]);
  });

  it('says in the log when a probe fails for a bug of ours', async () => {
    const { breaker, lines, clock, bugs } = aGuard();
    bugs.push(new TypeError('canary@example.org'));
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    expect(lines.slice(1).map((each) => JSON.parse(each))).toMatchObject([
      { level: 'error', event: 'probe broken', system: 'spotler', error: { name: 'TypeError' } },
    ]);
    expect(lines.join('')).not.toContain('canary');
    breaker.stop();
  });

  it('breaks a probe of Spotler off when the worker stops', async () => {
    const { breaker, clock, signals } = aGuard();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    breaker.stop();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('probes Dataverse with the cheapest of its calls', async () => {
    const { breaker, events, clock } = aGuard();
    const failure = failureOf('dataverse', { kind: 'protocol', status: 404 });
    breaker.onOutcome({ kind: 'failed', failure, attempts: 1 });
    await clock.advance(1_000);
    expect(events).toContain('who am I');
  });

  it('is let in one message to try the system with', async () => {
    const { breaker, events, clock } = aGuard();
    breaker.registerWaiter();
    breaker.onOutcome(REFUSED);
    await clock.advance(1_000);
    expect(events.slice(3)).toEqual(['admit one']);
  });

  it.each([true, false])('is let in nothing once the worker stops, tried or not (%s)', async (tried) => {
    const { breaker, events, clock, draining } = aGuard();
    const { done } = breaker.registerWaiter();
    if (!tried) done();
    breaker.onOutcome(REFUSED);
    draining.abort();
    await clock.advance(1_000);
    expect(events).not.toContain('admit one');
    expect(events).not.toContain('resume');
  });
});
