import { describe, expect, it } from '@jest/globals';
import { type AddressBook, createAddressBook } from './address-book.ts';
import { DEFAULT_PROPERTIES } from './property-definition.ts';

const UPSERT = { create: true, update: true, purge: false };
function contact(properties: Record<string, unknown>): {
  externalId: string;
  properties: Record<string, unknown>;
} {
  return {
    externalId: 'id-1',
    properties,
  };
}

function aBook(): AddressBook {
  let time = 0;
  return createAddressBook(DEFAULT_PROPERTIES, { now: () => ++time });
}

describe('the address book', () => {
  it('merges properties, and clears the others only when it is told to purge', () => {
    const book = aBook();
    book.write(contact({ firstName: 'Jan', city: 'Delft' }), UPSERT);
    book.write(contact({ firstName: 'Jo' }), UPSERT);
    expect(book.find('id-1')?.properties).toEqual({ firstName: 'Jo', city: 'Delft' });
    book.write(contact({ firstName: 'Jo' }), { ...UPSERT, purge: true });
    expect(book.find('id-1')?.properties).toEqual({ firstName: 'Jo' });
    book.write(contact({ firstName: null }), UPSERT);
    expect(book.find('id-1')?.properties).toEqual({});
  });

  it('merges permissions bit by bit', () => {
    const book = aBook();
    book.write(
      contact({
        permissions: [
          { bit: 1, enabled: true },
          { bit: 2, enabled: true },
        ],
      }),
      UPSERT,
    );
    book.write(contact({ permissions: [{ bit: 2, enabled: false }] }), UPSERT);
    expect(book.find('id-1')?.properties['permissions']).toMatchObject([
      { bit: 1, enabled: true },
      { bit: 2, enabled: false },
      { bit: 4, enabled: false },
    ]);
  });

  it.each([
    ['email', 'no address'],
    ['email', ' jan@example.com'],
    ['email', 'jan@example'],
    ['firstName', 7],
    ['freeField1', '7'],
    ['gender', 'MALE'],
    ['birthday', '1-1-2000'],
    ['permissions', [{ bit: 3, enabled: true }]],
    ['permissions', [{ bit: 1 }]],
    ['permissions', 'all'],
    ['shoeSize', 'x'],
  ])('refuses %s = %j and changes nothing', (name, value) => {
    const book = aBook();
    expect(book.write(contact({ firstName: 'Jan', [name]: value }), UPSERT)).toMatchObject({
      status: 400,
      body: { errorType: 'INVALID_PROPERTY' },
    });
    expect(book.state('id-1')).toBe('unknown');
  });

  it('keeps identity and date of creation over an update', () => {
    const book = aBook();
    book.write(contact({ firstName: 'Jan' }), UPSERT);
    const first = book.find('id-1');
    book.write(contact({ firstName: 'Jo' }), UPSERT);
    const second = book.find('id-1');
    expect(second).toMatchObject({ created: first?.created, encryptedId: first?.encryptedId });
    expect(second?.lastChanged).toBeGreaterThan(first?.lastChanged ?? 0);
  });

  it('creates only when it may, and changes only when it may', () => {
    const book = aBook();
    expect(book.write(contact({}), { ...UPSERT, create: false })).toMatchObject({
      status: 404,
      body: { errorType: 'CONTACT_NOT_FOUND' },
    });
    book.write(contact({}), { ...UPSERT, update: false });
    expect(book.write(contact({}), { ...UPSERT, update: false })).toMatchObject({
      body: { errorType: 'CONTACT_ALREADY_EXISTS' },
    });
  });

  it('keeps nothing personal of an anonymized contact, and remembers that it was one', () => {
    const book = aBook();
    const personal = { externalId: 'jan@example.com', properties: { email: 'jan@example.com' } };
    book.write(personal, UPSERT);
    book.addBounce({ date: 1, type: 'HARDBOUNCE', externalId: 'jan@example.com' });
    expect(JSON.stringify([book.all(), book.bounces()])).toContain('jan@example.com');
    expect(book.anonymize('jan@example.com')).toBe(true);
    expect(book.anonymize('jan@example.com')).toBe(false);
    expect(JSON.stringify([book.all(), book.bounces()])).not.toContain('jan@example.com');
    expect(book.state('jan@example.com')).toBe('anonymized');
    expect(book.state('somebody')).toBe('unknown');
    book.write(personal, UPSERT);
    expect(book.state('jan@example.com')).toBe('present');
  });
});
