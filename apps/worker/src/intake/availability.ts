import type { Failure, Side } from '@spotler-connector/reconciler';

/** A side that is down, since when, and what it said last. */
export interface Outage {
  side: Side;
  failure: Failure;
  /** Milliseconds since the epoch. */
  since: number;
}

/** What is known of both sides. */
export interface Availability {
  /** Takes note of a call that went well. */
  succeeded(side: Side): void;
  /** Takes note of a failure. `rejected` says nothing about a side: it answers. */
  failed(failure: Failure, now: number): void;
  /** Takes note of a probe that got through: work may be tried again. */
  recovered(side: Side): void;
  /** How long to wait before the next probe of a side that is down, in milliseconds. */
  probeDelayMs(side: Side): number;
  /** The sides that are down, longest first. */
  readonly outages: readonly Outage[];
}

/** So many calls in a row must be `unavailable` before a side counts as down. */
const FAILURES_UNTIL_DOWN = 3;
const FIRST_PROBE_MS = 1_000;
const LONGEST_PROBE_MS = 60_000;

interface SideState {
  failuresInARow: number;
  /** Probes since a real call last went well; a side that answers probes but no work is asked less and less. */
  probes: number;
  outage: Outage | undefined;
}

/** Builds {@link Availability} with both sides up. Holds no clock and no timer. */
export function createAvailability(): Availability {
  const fresh = (): SideState => ({ failuresInARow: 0, probes: 0, outage: undefined });
  const sides: Record<Side, SideState> = { source: fresh(), target: fresh() };

  return {
    succeeded(side) {
      if (sides[side].outage === undefined) sides[side] = fresh();
    },
    failed(failure, now) {
      if (failure.kind === 'rejected') return;
      const state = sides[failure.side];
      state.failuresInARow += 1;
      const down = failure.kind !== 'unavailable' || state.failuresInARow >= FAILURES_UNTIL_DOWN;
      if (down) state.outage = { side: failure.side, failure, since: state.outage?.since ?? now };
    },
    recovered(side) {
      sides[side].outage = undefined;
      sides[side].failuresInARow = 0;
    },
    probeDelayMs(side) {
      const state = sides[side];
      const delay = Math.min(FIRST_PROBE_MS * 2 ** state.probes++, LONGEST_PROBE_MS);
      return Math.max(delay, state.outage?.failure.retryAfterMs ?? 0);
    },
    get outages() {
      return Object.values(sides)
        .flatMap(({ outage }) => outage ?? [])
        .sort((a, b) => a.since - b.since);
    },
  };
}
