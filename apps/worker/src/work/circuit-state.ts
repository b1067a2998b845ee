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
  /** Takes note of work that was done. While a side is down it counts for nothing until a probe got through. */
  succeeded(side: Side): void;
  /** Takes note of a failure. `rejected` says nothing about a side: it answers. */
  failed(failure: Failure, now: number): void;
  /** Takes note of a probe that got through: work may be tried again, and the first failure ends that. */
  answered(side: Side): void;
  /** Takes every side that answers probes for up, since nobody is there to try it with work. */
  trust(): void;
  /** How long to wait before the next probe of a side that is down, in milliseconds. */
  probeDelayMs(side: Side): number;
  /** The sides that do not even answer probes. */
  readonly down: readonly Side[];
  /** The sides that have done no work since they went down, longest first; those that answer probes are among them. */
  readonly outages: readonly Outage[];
}

/** So many calls in a row must be `unavailable` before a side counts as down. */
const FAILURES_UNTIL_DOWN = 3;
const FIRST_PROBE_MS = 1_000;
const LONGEST_PROBE_MS = 60_000;
/** A mistaken Retry-After must not keep a side down for days; and a timer that is set for over 24 days fires at once. */
const LONGEST_ASKED_FOR_MS = 600_000;

interface SideState {
  failuresInARow: number;
  /** Probes since work was last done; a side that answers probes but does no work is asked less and less. */
  probes: number;
  outage: Outage | undefined;
  /** Whether it answers probes now, and whether it ever did in this outage. */
  answers: 'no' | 'did' | 'does';
}

/** Builds {@link Availability} with both sides up. Holds no clock and no timer. */
export function createAvailability(): Availability {
  const fresh = (): SideState => ({ failuresInARow: 0, probes: 0, outage: undefined, answers: 'no' });
  const sides: Record<Side, SideState> = { source: fresh(), target: fresh() };

  return {
    succeeded(side) {
      const { outage, answers } = sides[side];
      if (outage === undefined || answers !== 'no') sides[side] = fresh();
    },
    failed(failure, now) {
      if (failure.kind === 'rejected') return;
      const state = sides[failure.side];
      state.failuresInARow += 1;
      const down = failure.kind !== 'unavailable' || state.failuresInARow >= FAILURES_UNTIL_DOWN;
      if (down) state.outage = { side: failure.side, failure, since: state.outage?.since ?? now };
      if (down && state.answers === 'does') state.answers = 'did';
    },
    answered(side) {
      sides[side].answers = 'does';
      sides[side].failuresInARow = FAILURES_UNTIL_DOWN - 1;
    },
    trust() {
      for (const state of Object.values(sides)) {
        if (state.answers !== 'does') continue;
        state.outage = undefined;
        state.answers = 'no';
      }
    },
    probeDelayMs(side) {
      const state = sides[side];
      const delay = Math.min(FIRST_PROBE_MS * 2 ** state.probes++, LONGEST_PROBE_MS);
      const asked = state.outage?.failure.retryAfterMs ?? 0;
      return Math.max(delay, Math.min(asked, LONGEST_ASKED_FOR_MS));
    },
    get down() {
      return Object.values(sides).flatMap(({ outage, answers }) =>
        outage === undefined || answers === 'does' ? [] : outage.side,
      );
    },
    get outages() {
      return Object.values(sides)
        .flatMap(({ outage }) => outage ?? [])
        .sort((a, b) => a.since - b.since);
    },
  };
}
