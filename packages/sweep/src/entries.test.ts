import { expect, it } from '@jest/globals';
import { CONTACT_HEAD, contactEntries } from './entries.ts';
import { valueHasher } from './value-hash.ts';

const hash = valueHasher(7);
const ADDRESS_WORD = 6;

/** One hash of them is the same: among a million addresses there are a hundred such pairs. */
const ALIKE = ['person-139599@example.org', 'person-322382@example.org'] as const;

it('two addresses of which one hash is the same are not taken for one', () => {
  const [one, other] = ALIKE;
  expect(hash(one)).toBe(hash(other));
  const contacts = [one, other].map((email, at) => ({
    contactId: `6d81597f-0f9f-e711-8122-00000000000${at}`,
    ownId: undefined,
    properties: { email },
  }));
  const { words } = contactEntries(contacts, { properties: [], hash });
  const addresses = contacts.map((_, at) =>
    [...words].slice(at * CONTACT_HEAD + ADDRESS_WORD, (at + 1) * CONTACT_HEAD),
  );
  expect(addresses[0]).not.toEqual(addresses[1]);
  // A second hash of the address and what stands behind it says nothing new.
  expect(hash(`${one} again`)).toBe(hash(`${other} again`));
});
