import type { HeldContact } from '@spotler-connector/brake';
import { enabledPermissions, type SingleContacts, SpotlerError } from '@spotler-connector/spotler-sdk';
import { OperatorError } from '../../failure/operator-error.ts';

/** The part of Spotler that is needed to give permissions back, and to take them away again. */
export type PermissionContacts = Pick<SingleContacts, 'get' | 'update' | 'optOut'>;

/** Whether a write that failed may still take effect. One that was broken off may have been sent. */
function isInDoubt(error: unknown): boolean {
  return !(error instanceof SpotlerError) || error.ambiguous;
}

/**
 * Gives a contact the permissions that were noted, and no others, and reads it back. `gone` when Spotler
 * knows no such contact any more. `onDoubt` is called when they may come back later, whatever is written
 * next.
 *
 * @throws {SpotlerError}
 * @throws {OperatorError} when Spotler takes them and does not show them.
 */
export async function giveBack(
  { externalId, permissions }: HeldContact,
  contacts: PermissionContacts,
  signal: AbortSignal,
  onDoubt: () => void = () => {},
): Promise<'given-back' | 'gone'> {
  if (permissions.length > 0) {
    const enabled = permissions.map((bit) => ({ bit, enabled: true }));
    try {
      const update = { externalId, properties: { permissions: enabled } };
      if ((await contacts.update(update, { signal })).ambiguous) onDoubt();
    } catch (error) {
      if (isInDoubt(error)) onDoubt();
      throw error;
    }
  }
  const contact = await contacts.get(externalId, { signal });
  if (contact === null) return 'gone';
  const shown = new Set(enabledPermissions(contact));
  if (permissions.every((bit) => shown.has(bit))) return 'given-back';
  throw new OperatorError('Spotler took the permissions of a contact and does not show them.');
}
