import type { Contact } from '@spotler-connector/spotler-sdk';

/** A contact as Spotler shows it, in words for the table on the screen. */
export type ReadBack = 'gone' | 'present' | 'present, opted out';

/** Puts into words what Spotler has. Only whether it is there and whether it may be mailed is looked at. */
export function readBackOf(contact: Contact | null): ReadBack {
  if (contact === null) return 'gone';
  const permissions = contact.properties['permissions'];
  const allowed = Array.isArray(permissions) && permissions.some((permission) => permission.enabled === true);
  return allowed ? 'present' : 'present, opted out';
}

/** Whether the contact carries what the record says, where the mapping copies a column as it is. */
export function mirrors(contact: Contact | null, record: Readonly<Record<string, unknown>> | null): boolean {
  return (
    contact?.properties['email'] === record?.['emailaddress1'] &&
    contact?.properties['city'] === record?.['address1_city']
  );
}

/**
 * Whether Spotler agrees with a decision of the policy. `before` is what it had before the record changed:
 * what the policy leaves alone must still be so. A contact that Spotler creates has no permissions yet.
 */
export function agrees(action: string | undefined, now: ReadBack, before: ReadBack): boolean {
  switch (action) {
    case 'anonymize':
      return now === 'gone';
    case 'sync':
      return now === (before === 'gone' ? 'present, opted out' : before);
    case 'sync-opted-out':
      return now === 'present, opted out';
    case 'opt-out':
      return now === (before === 'gone' ? 'gone' : 'present, opted out');
    case 'leave':
      return now === before;
    default:
      return false;
  }
}
