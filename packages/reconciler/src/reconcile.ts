import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { type Act, act } from './act.ts';
import type { ErasureBrake } from './erasure-brake.ts';
import { type EvidenceSink, proveEffect } from './evidence.ts';
import { type LookOptions, lookAt, type Sight, sameFacts } from './look.ts';
import type { Effect, ReconcileOutcome } from './outcome.ts';
import { createPermitInHand, type PermitInHand } from './permit-in-hand.ts';
import { PortError } from './port-error.ts';
import type { ContactTarget } from './ports.ts';
import { type Erasure, firstUnmet, type Origin, type PreconditionName } from './preconditions.ts';
import { takingBack } from './taking-back.ts';
import type { ContactWrite } from './write.ts';

/** Everything that a reconcile needs: two ports, the policy, its origin, and how often to try. */
export interface ReconcileOptions extends LookOptions {
  /** Where the record's contact is made to agree. */
  readonly target: ContactTarget;
  /** Where the wish for it comes from. */
  readonly origin: Origin;
  /** The limit on erasures. Default: there is none. */
  readonly brake?: ErasureBrake | undefined;
  /** Where evidence of erasures and opt-outs is kept. Default: nowhere. */
  readonly evidence?: EvidenceSink | undefined;
  /**
   * Tells of a contact whether it was erased a short while ago. Then `leave` and `opt-out` do not keep one
   * that is there all the same: a write that was under way has brought it back. Default: none was.
   */
  readonly staysGone?: ((externalId: string) => boolean) | undefined;
  /** Called for each write, also for one that failed and may still take effect, or was broken off. */
  readonly onWrite?: ((write: ContactWrite) => void) | undefined;
  /** How often to act before giving up on a record that keeps changing. Default 5. */
  readonly maxAttempts?: number | undefined;
  /** Milliseconds before looking again for a contact that should be gone; doubles each time. Default 250. */
  readonly readBackDelayMs?: number | undefined;
  /** Default: the time of the machine. */
  readonly clock?: Clock | undefined;
}

/** A contact that is not there needs no permit, and nothing is left to erase. */
const NOTHING_DONE: Act = {
  effect: { kind: 'already-anonymized', status: 404 },
  created: false,
  ambiguous: false,
};

interface Progress {
  attempts: number;
  decision?: Decision;
  precondition?: PreconditionName;
  /** Whether a write of any attempt may still take effect. */
  ambiguous: boolean;
}

/**
 * Makes the contact of one record agree with the policy, or with the order that stands: read, decide, act,
 * read again, until the record stands still. Before anything is erased every precondition is asked.
 * Reconciles of one record may run side by side, in one process or in many: whichever acts last has read the
 * record after acting and found the version and the order that it acted on.
 *
 * A {@link PortError} becomes an outcome. Any other error is a bug, or the `signal`'s abort, and is thrown.
 */
export async function reconcile(ref: RecordRef, options: ReconcileOptions): Promise<ReconcileOutcome> {
  const progress: Progress = { attempts: 0, ambiguous: false };
  try {
    const ending = await actUntilStill(ref, options, progress);
    return { ...ending, ...ambiguity(progress) };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { attempts, decision, precondition } = progress;
    progress.ambiguous ||= error.failure.ambiguous === true;
    return {
      kind: 'failed',
      failure: error.failure,
      decision,
      precondition,
      attempts,
      ...ambiguity(progress),
    };
  }
}

function ambiguity({ ambiguous }: Progress): { readonly ambiguous?: true } {
  return ambiguous ? { ambiguous } : {};
}

async function actUntilStill(
  ref: RecordRef,
  options: ReconcileOptions,
  progress: Progress,
): Promise<ReconcileOutcome> {
  const { target, signal, maxAttempts = 5, readBackDelayMs = 250, clock = systemClock } = options;
  const permit = createPermitInHand(options.brake, target);
  let erasure: Effect | undefined;
  let sight = await lookAt(ref, options);
  let created = options.staysGone?.(sight.reading.externalId) ?? false;
  for (;;) {
    const attempts = ++progress.attempts;
    const aim = takingBack(sight, created);
    const { decision } = aim;
    progress.decision = decision;
    let precondition: PreconditionName | undefined;
    if (decision.action === 'anonymize') {
      precondition = await checkPreconditions(ref, aim, options, progress, permit);
      if (precondition !== undefined && (await isBlocked(ref, aim, precondition, options))) {
        return { kind: 'blocked', decision, precondition, attempts };
      }
    }
    const acting = { ...options, target: precondition === undefined ? permit.target : undefined };
    const made = await actOn(ref, aim, acting);
    const { effect } = made;
    ({ created } = made);
    progress.ambiguous ||= made.ambiguous;
    if (effect.kind === 'anonymized') erasure = effect;
    // A second attempt finds its own erasure done already; what this reconcile did is erase.
    const reported = effect.kind === 'already-anonymized' ? (erasure ?? effect) : effect;
    const reconciled: ReconcileOutcome = { kind: 'reconciled', decision, effect: reported, attempts };
    // Nothing was done, so no change in between can have made it wrong.
    if (decision.action === 'leave') return reconciled;

    const stillThere = await proveEffect(ref, aim, effect, options);
    // What is taken back and still there is taken back again.
    created ||= stillThere && aim !== sight;
    const next = await lookAt(ref, options, sight);
    const stoodStill = sameFacts(next, sight);
    if (stoodStill && !stillThere) return reconciled;
    if (attempts >= maxAttempts) return { kind: stoodStill ? 'not-erased' : 'unsettled', decision, attempts };
    if (stoodStill) await clock.sleep(readBackDelayMs * 2 ** (attempts - 1), signal);
    sight = next;
  }
}

/** Acts, unless there is no target, and tells of it. A write that is broken off may have been sent. */
async function actOn(
  ref: RecordRef,
  aim: Sight,
  {
    target,
    signal,
    onWrite,
  }: Pick<ReconcileOptions, 'signal' | 'onWrite'> & { target: ContactTarget | undefined },
): Promise<Act> {
  const { externalId } = aim.reading;
  try {
    const made = target === undefined ? NOTHING_DONE : await act(aim, target, { signal });
    if (aim.decision.action !== 'leave') {
      const kind = 'status' in made.effect ? made.effect.kind : 'kept';
      onWrite?.({ ref, externalId, kind, ambiguous: made.ambiguous });
    }
    return made;
  } catch (error) {
    const answered = error instanceof PortError && error.failure.ambiguous !== true;
    const kind = aim.decision.action === 'anonymize' ? 'maybe-anonymized' : 'unknown';
    if (!answered) onWrite?.({ ref, externalId, kind, ambiguous: true });
    throw error;
  }
}

/** The precondition that is not met, if any. @throws {PortError} when one could not be asked. */
async function checkPreconditions(
  ref: RecordRef,
  { decision, reading, holders }: Sight,
  { origin, source, signal }: ReconcileOptions,
  progress: Progress,
  { ask }: PermitInHand,
): Promise<PreconditionName | undefined> {
  const permit: Erasure['permit'] = (call) => ask({ ref, externalId: reading.externalId, decision }, call);
  const unmet = await firstUnmet({ ref, decision, reading, holders, origin, permit }, source, { signal });
  if (unmet?.failure === undefined) return unmet?.precondition;
  progress.precondition = unmet.precondition;
  throw new PortError(unmet.failure);
}

/**
 * Whether the erasure has to wait. Above the limit the contact is opted out at once; one that is not there
 * has nothing to wait for.
 */
async function isBlocked(
  ref: RecordRef,
  { decision, reading }: Sight,
  precondition: PreconditionName,
  { brake, evidence, signal }: ReconcileOptions,
): Promise<boolean> {
  if (precondition !== 'permit' || brake === undefined) return true;
  const { externalId } = reading;
  if ((await brake.hold({ ref, externalId, decision }, { signal })) !== 'opted-out') return false;
  await evidence?.record({ ref, decision, reading, effect: { kind: 'held' } }, { signal });
  return true;
}
