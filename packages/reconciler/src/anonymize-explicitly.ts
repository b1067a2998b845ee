import { decideExplicitly, type RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from './outcome.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/**
 * Carries out an order: anonymizes the contact of one record whatever the policy says, and reads it back. The
 * record is read once, since the decision does not depend on it; so an ordinary {@link reconcile} must
 * follow, which finds the order standing, or that the record has changed since.
 */
export function anonymizeExplicitly(
  ref: RecordRef,
  { source, ...options }: Omit<ReconcileOptions, 'decide'>,
): Promise<ReconcileOutcome> {
  const reading = source.read(ref, { signal: options.signal });
  // Failing to read it is the reconcile's to say, when it asks for the reading.
  reading.catch(() => {});
  const once = { ...source, sharesContacts: false, read: () => reading, holders: async () => [] };
  return reconcile(ref, { ...options, source: once, decide: decideExplicitly });
}
