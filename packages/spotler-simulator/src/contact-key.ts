import { createHash } from 'node:crypto';

/** Makes a key for a contact that does not tell who it is. */
export function contactKey(externalId: string): string {
  return createHash('sha256').update(externalId).digest('hex');
}
