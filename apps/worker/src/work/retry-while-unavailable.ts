import { setTimeout as wait } from 'node:timers/promises';
import type { SideWatch } from './circuit-breaker.ts';
import { mayPass, waitAskedFor } from './may-pass.ts';
import type { RecordWork } from './record-work.ts';

/** How long a message is held before it goes back to the queue. */
export interface Patience {
  /** In milliseconds, from the first try. */
  patienceMs: number;
  /** Milliseconds before the second try; doubles each time, up to ten seconds. */
  firstDelayMs: number;
  /** Ends every wait with an `AbortError`. */
  signal: AbortSignal;
  /** Ends every wait too: the message that asks has to go. */
  released?: AbortSignal | undefined;
}

/** The part of the watch that patience needs. */
export type PatienceWatch = Pick<SideWatch, 'untilUp' | 'attend'>;

const LONGEST_DELAY_MS = 10_000;

/**
 * Does something again and again while a side is busy or away: giving a message back at once would use up one of its
 * deliveries; holding it costs nothing but its lock. `pauseAfter` says how many milliseconds an outcome asks to wait
 * at least, or `undefined` when trying again is no use. Resolves with the last outcome. When patience ends while a side is
 * down, the watch may have it go on for as long as that takes.
 */
export async function patiently<Outcome>(
  attempt: () => Promise<Outcome>,
  pauseAfter: (outcome: Outcome) => number | undefined,
  watch: PatienceWatch,
  { patienceMs, firstDelayMs, signal, released }: Patience,
): Promise<Outcome> {
  const waiting = released === undefined ? signal : AbortSignal.any([signal, released]);
  const deadline = Date.now() + patienceMs;
  const attendance = watch.attend();
  let held = false;
  try {
    for (let delay = firstDelayMs; ; delay *= 2) {
      // A side that stays down for longer fails this try too, which says in the outcome what is wrong.
      await watch.untilUp(held ? Number.POSITIVE_INFINITY : deadline - Date.now(), waiting);
      const outcome = await attempt();
      const remaining = deadline - Date.now();
      const asked = pauseAfter(outcome);
      if (asked === undefined) return outcome;
      const ended = remaining <= 0 || asked > remaining;
      held = ended && attendance.held();
      if (held) continue;
      if (ended) return outcome;
      await wait(Math.max(Math.min(delay, LONGEST_DELAY_MS), asked), undefined, { signal: waiting });
    }
  } finally {
    attendance.leave();
  }
}

/** The same work, tried again for a while when a side is busy or away. */
export function patientWork(work: RecordWork, watch: PatienceWatch, patience: Patience): RecordWork {
  return {
    reconcile: (ref, options) =>
      patiently(
        () => work.reconcile(ref, options),
        (outcome) => (mayPass(outcome) ? waitAskedFor(outcome) : undefined),
        watch,
        { ...patience, released: options.released },
      ),
    get size() {
      return work.size;
    },
  };
}
