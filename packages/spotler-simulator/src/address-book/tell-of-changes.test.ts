import { describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { createAddressBook } from './address-book.ts';
import { DEFAULT_PROPERTIES } from './property-definition.ts';
import { tellOfChanges } from './tell-of-changes.ts';

const MODE = { create: true, update: true, purge: false };

describe('an address book that tells of changes', () => {
  it('tells of contacts that were written or anonymized, and of nothing that was refused', () => {
    const told: string[] = [];
    const book = tellOfChanges(createAddressBook(DEFAULT_PROPERTIES, systemClock), (id) => told.push(id));
    book.write({ externalId: 'a', properties: { email: 'a@example.org' } }, MODE);
    book.write({ externalId: 'b', properties: { email: 'not one' } }, MODE);
    book.anonymize('b');
    book.anonymize('a');
    expect(told).toEqual(['a', 'a']);
    expect(book.state('a')).toBe('anonymized');
  });
});
