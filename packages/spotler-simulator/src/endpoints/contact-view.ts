import type { StoredContact } from '../address-book/address-book.ts';
import type { BasePath } from '../base-path.ts';

/** Shows a contact in the words of the API. */
export function contactView(contact: StoredContact, dialect: BasePath['dialect']): Record<string, unknown> {
  function date(time: number): string | number {
    return dialect === 'bare' ? time : new Date(time).toISOString();
  }
  const email = contact.properties['email'];
  return {
    externalId: contact.externalId,
    encryptedId: contact.encryptedId,
    created: date(contact.created),
    lastChanged: date(contact.lastChanged),
    temporary: false,
    testGroup: false,
    properties: contact.properties,
    channels: [
      { name: 'EMAIL', value: typeof email === 'string' },
      { name: 'SMS', value: 'mobileNumber' in contact.properties },
    ],
  };
}
