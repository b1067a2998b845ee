import type { HeldContact } from '../held-contact.ts';

/** Test support: the id of the record of {@link aHold}. */
export const ID = '6d81597f-0f9f-e711-8122-70106faa95f1';

/** Test support: a contact that is to be held. */
export function aHold(given: Partial<HeldContact> = {}): Omit<HeldContact, 'state'> {
  return {
    table: 'contact',
    id: ID,
    externalId: 'S-7',
    rule: 'do-not-email',
    permissions: [],
    since: 5,
    ...given,
  };
}
