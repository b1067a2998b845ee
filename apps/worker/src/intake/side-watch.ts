import { setTimeout as wait } from 'node:timers/promises';
import type { Failure, ReconcileOutcome, Side } from '@spotler-connector/reconciler';
import { type Availability, createAvailability, type Outage } from './availability.ts';

/** Calls one side in a way that changes nothing, and throws when it does not answer as it should. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

/** What the watch tells the rest of the worker. */
export interface SideWatchEvents {
  /** A side went down: intake stops. */
  onDown(outage: Outage): void;
  /** A side answers again; another one may still be down. */
  onRecovered(side: Side): void;
  /** Every side answers again: intake goes on. */
  onUp(): void;
}

/** Watches both sides: notes how calls go, and probes a side that is down until it answers. */
export interface SideWatch {
  /** Takes note of how a reconcile went. */
  note(outcome: ReconcileOutcome): void;
  /**
   * Resolves with `up` as soon as no side is down, or with `down` after `patienceMs`. Rejects when stopped or
   * when `signal` fires.
   */
  untilUp(patienceMs: number, signal?: AbortSignal): Promise<'up' | 'down'>;
  /** The sides that are down, longest first. */
  readonly outages: readonly Outage[];
  /** Ends every probe and every wait. */
  stop(): void;
}

/** Builds the watch with both sides up. */
export function createSideWatch(probes: Record<Side, Probe>, events: SideWatchEvents): SideWatch {
  const availability: Availability = createAvailability();
  const stopping = new AbortController();
  let up = Promise.withResolvers<'up'>();
  up.resolve('up');

  function failed(failure: Failure): void {
    const before = availability.outages.map(({ side }) => side);
    availability.failed(failure, Date.now());
    const outage = availability.outages.find(({ side }) => side === failure.side);
    if (outage === undefined || before.includes(failure.side)) return;
    if (before.length === 0) up = Promise.withResolvers<'up'>();
    events.onDown(outage);
    void probeUntilUp(failure.side);
  }

  async function probeUntilUp(side: Side): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await wait(availability.probeDelayMs(side), undefined, { signal: stopping.signal });
        await probes[side](stopping.signal);
      } catch {
        continue;
      }
      availability.recovered(side);
      events.onRecovered(side);
      if (availability.outages.length === 0) {
        up.resolve('up');
        events.onUp();
      }
      return;
    }
  }

  return {
    note(outcome) {
      if (outcome.kind === 'failed') return failed(outcome.failure);
      availability.succeeded('source');
      if (outcome.decision.action !== 'leave') availability.succeeded('target');
    },
    async untilUp(patienceMs, released) {
      if (availability.outages.length === 0) return 'up';
      const decided = new AbortController();
      const ends = [stopping.signal, decided.signal, ...(released === undefined ? [] : [released])];
      const signal = AbortSignal.any(ends);
      try {
        return await Promise.race([up.promise, wait(Math.max(patienceMs, 0), 'down' as const, { signal })]);
      } finally {
        decided.abort();
      }
    },
    get outages() {
      return availability.outages;
    },
    stop: () => stopping.abort(),
  };
}
