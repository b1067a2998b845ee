import { DataverseError } from '../web-api/dataverse-error.ts';

/** Answers of which another try with the same link may do better. */
const PASSING = [401, 403, 408, 429];

/**
 * Whether reading a link to what changed failed because Dataverse does not know that any more: after seven
 * days by default (`ExpireChangeTrackingInDays`), or when change tracking was switched off. The status of
 * that answer is not documented; so every refusal counts that is not about rights or load.
 */
export function isExpiredLink(error: unknown): boolean {
  if (!(error instanceof DataverseError) || error.status === undefined) return false;
  return error.status >= 400 && error.status < 500 && !PASSING.includes(error.status);
}

/**
 * Whether the newer of two links to what changed is from an earlier time than the older one: then the
 * environment was restored from a backup, and what it said before is no use. False where a link does not say.
 */
export function hasGoneBack(older: string, newer: string): boolean {
  const [before, after] = [versionIn(older), versionIn(newer)];
  return before !== undefined && after !== undefined && after < before;
}

/** A token begins with the version up to which it knows (learn: use change tracking). */
function versionIn(link: string): bigint | undefined {
  const [, digits] = /deltatoken(?:=|%3D)(\d+)(?:!|%21)/i.exec(link) ?? [];
  return digits === undefined ? undefined : BigInt(digits);
}
