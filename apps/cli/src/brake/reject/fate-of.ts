import type { HeldContact } from '@spotler-connector/brake';
import { type LookOptions, lookAt } from '@spotler-connector/reconciler';

/**
 * Fate of a contact that is held, by its record as it is now.
 *
 * - `held`: it is still to be erased.
 * - `given-back`: it is not, and may have the permissions again that it had.
 * - `left-opted-out`: it is not, but it is not to be mailed either.
 */
export type Fate = 'held' | 'given-back' | 'left-opted-out';

/** Looks at the record. @throws {PortError} when it can't be read. */
export async function fateOf(contact: HeldContact, options: LookOptions): Promise<Fate> {
  const { table, id, externalId } = contact;
  const { decision, reading } = await lookAt({ table, id }, options);
  // The record goes by another id now: nobody wants the contact under this one.
  if (reading.externalId !== externalId) return 'held';
  switch (decision.action) {
    case 'anonymize':
      return 'held';
    case 'sync':
    case 'leave':
      return 'given-back';
    case 'sync-opted-out':
    case 'opt-out':
      return 'left-opted-out';
  }
}
