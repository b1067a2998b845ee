import type { HeldContact } from '@spotler-connector/brake';
import { enabledPermissions, type SingleContacts } from '@spotler-connector/spotler-sdk';
import { OperatorError } from '../../failure/operator-error.ts';

/** The part of Spotler that is needed to give permissions back, and to take them away again. */
export type PermissionContacts = Pick<SingleContacts, 'get' | 'update' | 'optOut'>;

/**
 * Gives a contact the permissions that were noted, and no others, and reads it back. `gone` when Spotler
 * knows no such contact any more.
 *
 * @throws {SpotlerError}
 * @throws {OperatorError} when Spotler takes them and does not show them.
 */
export async function giveBack(
  { externalId, permissions }: HeldContact,
  contacts: PermissionContacts,
  signal: AbortSignal,
): Promise<'given-back' | 'gone'> {
  if (permissions.length > 0) {
    const enabled = permissions.map((bit) => ({ bit, enabled: true }));
    await contacts.update({ externalId, properties: { permissions: enabled } }, { signal });
  }
  const contact = await contacts.get(externalId, { signal });
  if (contact === null) return 'gone';
  const shown = new Set(enabledPermissions(contact));
  if (permissions.every((bit) => shown.has(bit))) return 'given-back';
  throw new OperatorError('Spotler took the permissions of a contact and does not show them.');
}
