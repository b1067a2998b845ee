import type { Clock } from '@spotler-connector/clock';

/** A connection that must have worked once before the worker counts as ready. */
export interface StartCheck {
  /** The system, as `/readyz` names it. */
  readonly name: string;
  /** Tries it. Gives the reason, a word, why it does not work; undefined when it does. */
  readonly check: (signal: AbortSignal) => Promise<string | undefined>;
}

/** Knows which connections have not worked yet. */
export interface StartChecks {
  /** Such as `Spotler: authentication`; empty when each has worked once. */
  readonly reasons: readonly string[];
}

/** How the checks are made. */
export interface StartCheckOptions {
  readonly checks: readonly StartCheck[];
  /** Is called with the first reason of a check, and with each that differs from the one before. */
  readonly onFailed: (name: string, reason: string) => void;
  /** Is called with a bug. The check is made again all the same. */
  readonly onBug: (error: unknown) => void;
  readonly clock: Pick<Clock, 'sleep'>;
  /** Ends them. */
  readonly signal: AbortSignal;
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 10_000;
const UNKNOWN = 'not known yet';

/**
 * Tries each connection until it works once. Without this a worker with a wrong secret would be ready until
 * its first message, and a rollout would replace good workers by it. Afterwards the circuit breaker knows.
 */
export function checkAtStart({ checks, onFailed, onBug, clock, signal }: StartCheckOptions): StartChecks {
  const pending = new Map(checks.map((check) => [check, UNKNOWN]));

  async function untilItWorks(each: StartCheck): Promise<void> {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs = Math.min(delayMs * 2, MAX_DELAY_MS)) {
      const reason = await reasonOf(each);
      if (signal.aborted) return;
      if (reason === undefined) break;
      if (reason !== pending.get(each)) onFailed(each.name, reason);
      pending.set(each, reason);
      try {
        await clock.sleep(delayMs, signal);
      } catch {
        // The worker stops.
        return;
      }
    }
    pending.delete(each);
  }

  async function reasonOf({ check }: StartCheck): Promise<string | undefined> {
    try {
      return await check(signal);
    } catch (error) {
      if (!signal.aborted) onBug(error);
      return 'unexpected';
    }
  }

  for (const each of checks) void untilItWorks(each);
  return {
    get reasons() {
      return [...new Set([...pending].map(([{ name }, reason]) => `${name}: ${reason}`))];
    },
  };
}
