import { setTimeout as wait } from 'node:timers/promises';
import {
  type Decision,
  decideExplicitly,
  type RecordRef,
  type RecordSnapshot,
} from '@spotler-connector/anonymization-policy';
import { act } from './act.ts';
import type { Effect, ReconcileOutcome } from './outcome.ts';
import { PortError } from './port-error.ts';
import type { CallOptions, ContactTarget, RecordReading, RecordSource } from './ports.ts';

/** What a reconcile needs: two ports, the policy, and how patient to be. */
export interface ReconcileOptions extends CallOptions {
  /** Where the record is read. */
  source: RecordSource;
  /** Where the record's contact is made to agree. */
  target: ContactTarget;
  /** The policy with its settings applied. Must be pure. */
  decide: (snapshot: RecordSnapshot) => Decision;
  /** How often to act before giving up on a record that keeps changing. Default 5. */
  maxAttempts?: number;
  /** Milliseconds before looking again for a contact that should be gone; doubles each time. Default 250. */
  readBackDelayMs?: number;
}

interface Progress {
  attempts: number;
  decision?: Decision;
}

/**
 * Makes the contact of one record agree with the policy, or with the order that stands: read, decide, act, read
 * again, until the record stands still. Reconciles of one record may run side by side, in one process or in many:
 * whichever acts last has read the record after acting and found the version and the order that it acted on.
 *
 * A {@link PortError} becomes an outcome. Any other error is a bug, or the `signal`'s abort, and is thrown.
 */
export async function reconcile(ref: RecordRef, options: ReconcileOptions): Promise<ReconcileOutcome> {
  const progress: Progress = { attempts: 0 };
  try {
    return await actUntilStill(ref, options, progress);
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    return { kind: 'failed', failure: error.failure, ...progress };
  }
}

async function actUntilStill(
  ref: RecordRef,
  options: ReconcileOptions,
  progress: Progress,
): Promise<ReconcileOutcome> {
  const { source, target, decide, signal, maxAttempts = 5, readBackDelayMs = 250 } = options;
  const call: CallOptions = signal === undefined ? {} : { signal };
  let erasure: Effect | undefined;
  let reading = await source.read(ref, call);
  for (;;) {
    const attempts = ++progress.attempts;
    const decision = reading.order === null ? decide(reading.snapshot) : decideExplicitly();
    progress.decision = decision;
    const effect = await act(decision, reading, target, call);
    if (effect.kind === 'anonymized') erasure = effect;
    // A second attempt finds its own erasure done already; what this reconcile did is erase.
    const reported = effect.kind === 'already-anonymized' ? (erasure ?? effect) : effect;
    const reconciled: ReconcileOutcome = { kind: 'reconciled', decision, effect: reported, attempts };
    // Nothing was done, so no change in between can have made it wrong.
    if (decision.action === 'leave') return reconciled;

    const stillThere =
      decision.action === 'anonymize' && (await target.readBack(reading.externalId, call)) === 'present';
    const next = await source.read(ref, call);
    const stoodStill = sameFacts(next, reading);
    if (stoodStill && !stillThere) return reconciled;
    if (attempts >= maxAttempts) return { kind: stoodStill ? 'not-erased' : 'unsettled', decision, attempts };
    if (stoodStill) await wait(readBackDelayMs * 2 ** (attempts - 1), undefined, call);
    reading = next;
  }
}

/** An order changes nothing about the record, so that its version alone would not tell that one was given. */
function sameFacts(next: RecordReading, reading: RecordReading): boolean {
  return next.version === reading.version && (next.order === null) === (reading.order === null);
}
