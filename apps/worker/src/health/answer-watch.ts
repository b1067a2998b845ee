import type { Clock } from '@spotler-connector/clock';
import type { SystemCall } from '@spotler-connector/observability';
import type { GuardedSystem } from '../work/circuit-state.ts';

/** Knows which systems do not answer, although somebody waits for them. */
export interface AnswerWatch {
  /** Takes in a call that ended. */
  onCall(call: Pick<SystemCall, 'system' | 'status' | 'failure'>): void;
  /** Begins to watch. */
  watch(options: AnswerWatchOptions): void;
  /** Such as `Spotler: no answer`; empty while all answer that are needed. */
  readonly reasons: readonly string[];
}

/** How the systems are watched. */
export interface AnswerWatchOptions {
  /** A call of each system that costs it little. Its end reaches {@link AnswerWatch.onCall}. */
  readonly probes: Readonly<Record<GuardedSystem, (signal: AbortSignal) => Promise<unknown>>>;
  /** Whether work is under way, which may wait for a system. */
  readonly isWaiting: () => boolean;
  /** Is called when a system does not answer. */
  readonly onNoAnswer: (system: GuardedSystem) => void;
  /** Is called when it answers again. */
  readonly onAnswer: (system: GuardedSystem) => void;
  /** Ends it. */
  readonly signal: AbortSignal;
}

const NAMES = { dataverse: 'Dataverse', spotler: 'Spotler' } as const;
const SYSTEMS = ['dataverse', 'spotler'] as const;
const STEP_MS = 2_000;
/** Work under way that hears nothing for so long may have sent to a connection that nobody reads from. */
const MAX_QUIET_MS = 10_000;
const MAX_ANSWER_MS = 8_000;

/**
 * Builds a watch. A request to a system that is gone without a word fails after 15 to 90 seconds, with all
 * its retries, and only then the circuit breaker knows. So a system that says nothing while work is under way
 * is asked, and is known not to answer within 20 seconds. While nothing is wanted of it nobody asks.
 */
export function createAnswerWatch(clock: Clock): AnswerWatch {
  /** When each system answered last, or when nobody waited for it. */
  const quietSince: Record<GuardedSystem, number> = { dataverse: 0, spotler: 0 };
  const notAnswering = new Set<GuardedSystem>();
  let onAnswer: AnswerWatchOptions['onAnswer'] = () => {};

  async function watchSystem(system: GuardedSystem, options: AnswerWatchOptions): Promise<void> {
    const { probes, isWaiting, onNoAnswer, signal } = options;
    while (await slept(STEP_MS, signal)) {
      if (!isWaiting() && !notAnswering.has(system)) quietSince[system] = clock.monotonic();
      const before = quietSince[system];
      if (clock.monotonic() - before < MAX_QUIET_MS) continue;
      if ((await endsInTime(probes[system], signal)) || signal.aborted) continue;
      // Others may have had an answer meanwhile, for which the probe waited in line.
      if (quietSince[system] > before || notAnswering.has(system)) continue;
      notAnswering.add(system);
      onNoAnswer(system);
    }
  }

  /** Whether a probe ends in time, well or not: a failure is for the circuit breaker. */
  async function endsInTime(
    probe: (signal: AbortSignal) => Promise<unknown>,
    signal: AbortSignal,
  ): Promise<boolean> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    const ending = probe(either).then(
      () => true,
      () => true,
    );
    try {
      return await Promise.race([ending, slept(MAX_ANSWER_MS, either).then(() => false)]);
    } finally {
      ended.abort();
    }
  }

  /** False when it was ended. */
  async function slept(milliseconds: number, signal: AbortSignal): Promise<boolean> {
    return clock.sleep(milliseconds, signal).then(
      () => true,
      () => false,
    );
  }

  return {
    onCall({ system, status, failure }) {
      if (system === 'state' || (status === undefined && failure !== undefined)) return;
      quietSince[system] = clock.monotonic();
      if (notAnswering.delete(system)) onAnswer(system);
    },
    watch(options) {
      onAnswer = options.onAnswer;
      for (const system of SYSTEMS) void watchSystem(system, options);
    },
    get reasons() {
      return [...notAnswering].map((system) => `${NAMES[system]}: no answer`);
    },
  };
}
