import type { Clock } from '@spotler-connector/clock';
import type { ContactWrite, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { RecordTask } from './record-work.ts';
import type { WantedLook } from './second-looks.ts';

/** Longer than a queue takes to hand out a look that is due, unless it is long behind. */
const MAX_LATE_MS = 3_600_000;

/**
 * Says which contacts have to be looked at again after a reconcile: those that it erased, those of which a
 * write may still take effect, and the record's own after a message whose last worker may have died amid its
 * work. A second look that found nothing is the last one. Pure.
 */
export function looksAfter(
  { ref, toldIds, secondLook, redelivered }: RecordTask,
  writes: readonly ContactWrite[],
  now: number,
): WantedLook[] {
  const wanted = writes.flatMap((write): WantedLook[] => {
    const doneBefore = write.kind === 'already-anonymized' && secondLook === true;
    const erased = write.kind.endsWith('anonymized') && !doneBefore;
    if (!erased && !write.ambiguous) return [];
    return [{ ref: write.ref, externalId: write.externalId, erasedAt: erased ? now : undefined }];
  });
  if (!redelivered) return wanted;
  const toldId = [...toldIds].at(-1) ?? undefined;
  return [...wanted, { ref, externalId: toldId, erasedAt: undefined }];
}

/**
 * Tells of a contact whether a second look is about it that must stay gone unless the policy wants it: it was
 * erased so short a while ago that nothing but a late write can have brought it back, or somebody who was
 * wanted and is not any more.
 */
export function staysGone(
  { erasures }: Pick<RecordTask, 'erasures'>,
  latestEffectMs: number,
  clock: Pick<Clock, 'now'>,
): (externalId: string) => boolean {
  return (externalId) => {
    const erasedAt = erasures?.get(externalId);
    return erasedAt !== undefined && clock.now() - erasedAt <= 2 * latestEffectMs + MAX_LATE_MS;
  };
}

/** Finding of a second look: something that came late is gone again, or is there again. */
export function lookResult(outcome: ReconcileOutcome): 'mended' | 'nothing' | undefined {
  if (outcome.kind !== 'reconciled') return undefined;
  const { effect } = outcome;
  const mended = effect.kind === 'anonymized' || ('created' in effect && effect.created === true);
  return mended ? 'mended' : 'nothing';
}
