import { decideOnFormerId, type RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from './outcome.ts';
import type { RecordReading, RecordSource } from './ports.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/**
 * Forgets the contact under an id that a record had before, when no present record holds that id any more.
 * Where one does, the contact is that record's, and that record is reconciled: the contact may have what this
 * one wrote or refused. A record can take the id while this runs; so holders are looked for again afterwards,
 * as for any record.
 */
export async function forgetFormerId(
  ref: RecordRef,
  formerId: string,
  options: ReconcileOptions,
): Promise<ReconcileOutcome> {
  const { source, signal } = options;
  const outcome = await reconcile(ref, {
    ...options,
    source: asOfFormerId(source, ref, formerId),
    decide: decideOnFormerId,
    // Who holds the contact now is asked below, and may want it.
    staysGone: undefined,
  });
  if (outcome.kind !== 'reconciled' || outcome.decision.action !== 'leave') return outcome;
  const holders = await source.holders(ref, formerId, { signal });
  const other = holders.find((holder) => holder.ref.id !== ref.id || holder.ref.table !== ref.table);
  return other === undefined ? outcome : reconcile(other.ref, options);
}

/** The source as the former id sees it: the record is gone from it, unless somebody holds it. */
function asOfFormerId(source: RecordSource, ref: RecordRef, formerId: string): RecordSource {
  const gone: RecordReading = {
    snapshot: { table: ref.table, presence: 'deleted' },
    version: null,
    externalId: formerId,
    properties: {},
    order: null,
  };
  return { ...source, sharesContacts: true, read: async () => gone };
}
