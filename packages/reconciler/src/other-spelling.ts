import type { Decision, RecordRef } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from './outcome.ts';
import { type ReconcileOptions, reconcile } from './reconcile.ts';

/** Whether two ids of contacts are one GUID, spelt otherwise or in braces. */
export function isOtherSpelling(id: string, other: string): boolean {
  return id !== other && GUID.test(plain(id)) && plain(id) === plain(other);
}

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function plain(id: string): string {
  return id
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
}

/**
 * Treats the contact under another spelling of its id as the record's own, as far as that takes
 * something away: it is erased or opted out with it. Nobody is erased for a spelling, and nothing is written
 * under one.
 */
export function reconcileOtherSpelling(
  ref: RecordRef,
  contactId: string,
  { source, decide, ...options }: ReconcileOptions,
): Promise<ReconcileOutcome> {
  return reconcile(ref, {
    ...options,
    source: {
      ...source,
      read: async (...call) => ({ ...(await source.read(...call)), externalId: contactId }),
    },
    decide: (snapshot) => takingAway(decide(snapshot)),
  });
}

function takingAway(decision: Decision): Decision {
  if (decision.action === 'sync') return { ...decision, action: 'leave' };
  return decision.action === 'sync-opted-out' ? { ...decision, action: 'opt-out' } : decision;
}
