import type { SpotlerJob } from '@spotler-connector/dataverse';

/** The facts about a record that a claim rests on. */
export interface ClaimedRecord {
  /** Its ETag; null for a deleted record. */
  version: string | null;
  /** When it was last changed, by Dataverse's clock; null when that is not known. */
  modifiedOn: string | null;
  /** Whether the policy wants Spotler to have its contact. */
  wanted: boolean;
}

/**
 * The version of its record that an unfinished job claims, or null when it claims none: it has claimed this
 * one, the record is deleted, or somebody changed it after the order, and that change is to have its effect:
 * the policy wants the contact.
 *
 * Another version that stands in the job is replaced: a user wrote it, it came with a copy, or the record
 * changed since in the second of the order. Dataverse's clock shows whole seconds, and a change in the same
 * second counts as one before: then the contact stays away until the next change. After a later change the
 * other version may stay, for it is not the record's any more.
 */
export function claimedVersion(
  { recordVersion, createdOn }: Pick<SpotlerJob, 'recordVersion' | 'createdOn'>,
  { version, modifiedOn, wanted }: ClaimedRecord,
): string | null {
  if (version === recordVersion || (wanted && isLater(modifiedOn, createdOn))) return null;
  return version;
}

function isLater(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  return secondsOf(one) > secondsOf(other);
}

function secondsOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 1_000);
}
