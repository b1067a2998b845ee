import { describe, expect, it } from '@jest/globals';
import { CONTACT_HEAD, contactEntries } from './entries.ts';
import { comparing } from './testing/comparing.ts';
import { aContact, idOf } from './testing/two-sides.ts';
import { valueHasher } from './value-hash.ts';

const NO_PROPERTIES = { properties: [] };

describe('a contact that no record has', () => {
  it('is a foreign id also where that is not known any more, and no orphan', () => {
    const { addContacts, found } = comparing(NO_PROPERTIES);
    const contacts = [aContact(1, { contactId: 'S-7' }), aContact(2)];
    const { words } = contactEntries(contacts, { properties: [], hash: valueHasher(7) });
    addContacts({ words, texts: new Map() });
    expect(found().map(({ kind, contactId }) => [kind, contactId])).toEqual([
      ['foreign-id', undefined],
      ['orphan', idOf(2)],
    ]);
  });

  it('is an orphan beside another one under the same GUID in upper case', () => {
    const { contacts, found } = comparing();
    const lower = 'ab6f2f1e-6d1c-4c8b-9a55-00000000000f';
    contacts(aContact(1, { contactId: lower }), aContact(2, { contactId: lower.toUpperCase() }));
    const orphan = { kind: 'orphan', ref: { table: 'contact', id: lower }, decision: undefined };
    expect(found()).toMatchObject([
      { ...orphan, contactId: lower },
      { ...orphan, contactId: lower.toUpperCase() },
    ]);
  });
});

it('two contacts hold one address only where both of its hashes are the same', () => {
  const { addContacts, found } = comparing(NO_PROPERTIES);
  const addresses = [
    [1, 0xffffffff],
    [2, 0xffffffff],
    [1, 5],
    [1, 0xffffffff],
  ];
  const words = Uint32Array.from(
    addresses.flatMap((address, at) => [0, 0, 0, at + 1, 0, at + 1, ...address]),
  );
  expect(words).toHaveLength(addresses.length * CONTACT_HEAD);
  addContacts({ words, texts: new Map() });
  const twice = found().filter(({ kind }) => kind === 'held-twice');
  expect(twice.map(({ place }) => place)).toEqual([3]);
});
