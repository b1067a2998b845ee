import { decideOnFormerId, type RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from './outcome.ts';
import type { RecordReading, RecordSource } from './ports.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/**
 * Forgets the contact under an id that a record had before, when no present record holds that id any more.
 * Where one does, the contact is that record's and is left alone: a change that gives a record an id sends a
 * message of its own. A record can take the id while this runs; so holders are looked for again afterwards,
 * as for any record.
 */
export function forgetFormerId(
  ref: RecordRef,
  formerId: string,
  { source, ...options }: Omit<ReconcileOptions, 'decide'>,
): Promise<ReconcileOutcome> {
  return reconcile(ref, {
    ...options,
    source: asOfFormerId(source, ref, formerId),
    decide: decideOnFormerId,
  });
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
