import { setTimeout as wait } from 'node:timers/promises';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { SideWatch } from '../intake/side-watch.ts';
import type { RecordWork } from './record-work.ts';

/** How long a message is held before it goes back to the queue. */
export interface Patience {
  /** In milliseconds, from the first try. */
  patienceMs: number;
  /** Milliseconds before the second try; doubles each time, up to ten seconds. */
  firstDelayMs: number;
  /** Ends every wait with an `AbortError`. */
  signal: AbortSignal;
}

const LONGEST_DELAY_MS = 10_000;

/**
 * The same work, tried again for a while when a side is busy or away. Giving a message back at once would use
 * up one of its deliveries; holding it costs nothing but its lock.
 */
export function patientWork(
  work: RecordWork,
  watch: Pick<SideWatch, 'untilUp'>,
  { patienceMs, firstDelayMs, signal }: Patience,
): RecordWork {
  return {
    async reconcile(ref, options) {
      const { released } = options;
      const waiting = released === undefined ? signal : AbortSignal.any([signal, released]);
      const deadline = Date.now() + patienceMs;
      for (let delay = firstDelayMs; ; delay *= 2) {
        // A side that stays down for longer fails this try too, which says in the outcome what is wrong.
        await watch.untilUp(deadline - Date.now(), waiting);
        const outcome = await work.reconcile(ref, options);
        const remaining = deadline - Date.now();
        if (!mayPass(outcome) || remaining <= 0) return outcome;
        const asked = outcome.kind === 'failed' ? (outcome.failure.retryAfterMs ?? 0) : 0;
        if (asked > remaining) return outcome;
        await wait(Math.max(Math.min(delay, LONGEST_DELAY_MS), asked), undefined, { signal: waiting });
      }
    },
    get size() {
      return work.size;
    },
  };
}

/** Whether waiting may help. Refused data stays refused. */
function mayPass(outcome: ReconcileOutcome): boolean {
  if (outcome.kind === 'failed') return outcome.failure.kind !== 'rejected';
  return outcome.kind === 'unsettled';
}
