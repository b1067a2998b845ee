import { type System, systemOf } from '@spotler-connector/adapters';
import type { Failure } from '@spotler-connector/reconciler';

/** A system whose outage stops everything. Without the store of the state only erasures wait. */
export type GuardedSystem = Exclude<System, 'state'>;

/** A system that is down, since when, and its latest failure. */
export interface Outage {
  readonly system: GuardedSystem;
  readonly failure: Failure;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/**
 * A circuit for each system. It is closed while the system works, open once it is down, and half-open when it
 * answers a probe but has done no work since.
 */
export interface CircuitState {
  /**
   * Takes in work that was done: it closes a circuit, but not an open one to which no probe got through yet.
   */
  succeeded(system: GuardedSystem): void;
  /**
   * Takes in a failure, which may open a circuit. `rejected` says nothing about a system: it answers.
   */
  failed(failure: Failure, now: number): void;
  /** Takes in a probe that got through: an open circuit is half-open until the first failure. */
  probeSucceeded(system: GuardedSystem): void;
  /** Closes what is half-open, when there is no work to try it with. */
  close(): void;
  /** Milliseconds to wait before the next probe of a system that is down. */
  probeDelayMs(system: GuardedSystem): number;
  /** The systems whose circuit is open: they do not even answer probes. */
  readonly open: readonly GuardedSystem[];
  /** The systems whose circuit is not closed, longest first. */
  readonly outages: readonly Outage[];
}

/** So many calls in a row must be `unavailable` before a circuit opens. */
const FAILURES_UNTIL_DOWN = 3;
const FIRST_PROBE_MS = 1_000;
const MAX_PROBE_MS = 60_000;
/** A mistaken Retry-After must not keep a circuit open for days. */
const MAX_RETRY_AFTER_MS = 600_000;

interface Circuit {
  failuresInARow: number;
  /**
   * Probes since work was last done; a system that answers probes but does no work is probed less and less.
   */
  probes: number;
  outage: Outage | undefined;
  /** Whether a probe got through, ever in this outage and since the latest failure. */
  probed: 'never' | 'before-failure' | 'since-failure';
}

/** Builds a {@link CircuitState} with both circuits closed. Holds no clock and no timer. */
export function createCircuitState(): CircuitState {
  const circuits: Record<GuardedSystem, Circuit> = { dataverse: closed(), spotler: closed() };

  return {
    succeeded(system) {
      const { outage, probed } = circuits[system];
      if (outage === undefined || probed !== 'never') circuits[system] = closed();
    },
    failed(failure, now) {
      if (failure.kind === 'rejected') return;
      const system = systemOf(failure);
      if (system === 'state') return;
      const circuit = circuits[system];
      circuit.failuresInARow += 1;
      const down = failure.kind !== 'unavailable' || circuit.failuresInARow >= FAILURES_UNTIL_DOWN;
      if (!down) return;
      circuit.outage = { system, failure, since: circuit.outage?.since ?? now };
      if (circuit.probed === 'since-failure') circuit.probed = 'before-failure';
    },
    probeSucceeded(system) {
      circuits[system].probed = 'since-failure';
      circuits[system].failuresInARow = FAILURES_UNTIL_DOWN - 1;
    },
    close() {
      for (const circuit of Object.values(circuits)) {
        if (circuit.probed !== 'since-failure') continue;
        circuit.outage = undefined;
        circuit.probed = 'never';
      }
    },
    probeDelayMs(system) {
      const circuit = circuits[system];
      const delay = Math.min(FIRST_PROBE_MS * 2 ** circuit.probes++, MAX_PROBE_MS);
      const retryAfter = circuit.outage?.failure.retryAfterMs ?? 0;
      return Math.max(delay, Math.min(retryAfter, MAX_RETRY_AFTER_MS));
    },
    get open() {
      return Object.values(circuits).flatMap(({ outage, probed }) =>
        outage === undefined || probed === 'since-failure' ? [] : outage.system,
      );
    },
    get outages() {
      return Object.values(circuits)
        .flatMap(({ outage }) => outage ?? [])
        .sort((a, b) => a.since - b.since);
    },
  };
}

function closed(): Circuit {
  return { failuresInARow: 0, probes: 0, outage: undefined, probed: 'never' };
}
