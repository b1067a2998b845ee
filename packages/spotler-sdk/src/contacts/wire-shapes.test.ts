import { describe, expect, it } from '@jest/globals';
import { readContact } from './contact.ts';
import { readBounce } from './contact-bounce.ts';
import { readProperties } from './property.ts';

const CONTACT = {
  externalId: 'a',
  properties: { email: 'jan@example.com', permissions: [{ bit: 1, enabled: true }] },
  encryptedId: 'x',
  created: '2024-01-01T00:00:00+01:00',
  lastChanged: 1,
  temporary: false,
  testGroup: true,
  channels: [{ name: 'EMAIL', value: true }],
};
const BOUNCE = { date: 1, type: 'HARDBOUNCE', contact: { externalId: 'a', encryptedId: 'x' } };
const PROPERTY = {
  name: 'permissions',
  description: 'Permissions',
  type: 'set',
  entries: [{ bit: 1, description: 'News' }, { bit: 2 }],
};

/** Every member of a value in turn with something else in its place. */
function changedOf(value: object, others: readonly unknown[]) {
  return Object.keys(value).flatMap((member) => others.map((other) => ({ ...value, [member]: other })));
}

describe('a contact', () => {
  it('is read with all its members, and without those that Spotler leaves out or has as null', () => {
    expect(readContact({ ...CONTACT, more: 1 })).toEqual(CONTACT);
    expect(readContact({ ...CONTACT, created: 1, lastChanged: '2024' })).toEqual({
      ...CONTACT,
      created: 1,
      lastChanged: '2024',
    });
    for (const nothing of [null, undefined]) {
      const others = Object.fromEntries(Object.keys(CONTACT).map((member) => [member, nothing]));
      expect(readContact({ ...others, externalId: 'a' })).toEqual({ externalId: 'a', properties: {} });
      expect(readContact({ ...others, encryptedId: 'x' })).toEqual({ encryptedId: 'x', properties: {} });
      expect(readContact(others)).toBeUndefined();
    }
  });

  it.each([
    ...changedOf(CONTACT, [Symbol.iterator]),
    { ...CONTACT, externalId: 7 },
    { ...CONTACT, properties: 'none' },
    { ...CONTACT, created: true },
    { ...CONTACT, lastChanged: {} },
    { ...CONTACT, channels: [{ name: 'EMAIL' }] },
    { ...CONTACT, channels: [{ value: true }] },
    { ...CONTACT, channels: [{ name: 7, value: true }] },
    { ...CONTACT, channels: [{ name: 'EMAIL', value: 'yes' }] },
    { ...CONTACT, channels: [null] },
    'a',
    null,
  ])('is no such thing (%#)', (json) => {
    expect(readContact(json)).toBeUndefined();
  });
});

describe('a bounce', () => {
  it('is read with all its members, and without those that Spotler leaves out or has as null', () => {
    expect(readBounce(BOUNCE)).toEqual({ date: 1, type: 'HARDBOUNCE', externalId: 'a', encryptedId: 'x' });
    expect(readBounce({ ...BOUNCE, date: '2024' })).toMatchObject({ date: '2024' });
    for (const nothing of [null, undefined]) {
      expect(readBounce({ type: 'X', date: nothing, contact: nothing })).toEqual({ type: 'X' });
      const contact = { externalId: nothing, encryptedId: nothing };
      expect(readBounce({ type: 'X', contact })).toEqual({ type: 'X' });
    }
  });

  it.each([
    ...changedOf(BOUNCE, [true]),
    { ...BOUNCE, type: undefined },
    { ...BOUNCE, contact: { externalId: 1 } },
    { ...BOUNCE, contact: { encryptedId: 1 } },
    null,
  ])('is no such thing (%#)', (json) => {
    expect(readBounce(json)).toBeUndefined();
  });
});

describe('the properties of an account', () => {
  it('are read with their choices', () => {
    const plain = { name: 'email', type: 'email', description: null, entries: null };
    expect(
      readProperties([PROPERTY, plain, { ...PROPERTY, entries: [{ bit: 3, description: null }] }]),
    ).toEqual([PROPERTY, { name: 'email', type: 'email' }, { ...PROPERTY, entries: [{ bit: 3 }] }]);
    expect(readProperties([])).toEqual([]);
  });

  it.each([
    ...changedOf(PROPERTY, [7]).map((property) => [property] as const),
    [{ ...PROPERTY, name: undefined }],
    [{ ...PROPERTY, type: undefined }],
    [{ ...PROPERTY, entries: [{}] }],
    [{ ...PROPERTY, entries: [{ bit: '1' }] }],
    [{ ...PROPERTY, entries: [{ bit: 0.5 }] }],
    [{ ...PROPERTY, entries: [{ bit: 1 }, { bit: 2 ** 53 }] }],
    [{ ...PROPERTY, entries: [{ bit: 1, description: 7 }] }],
    [{ ...PROPERTY, entries: [null] }],
  ])('are no such thing (%#)', (property) => {
    expect(readProperties([PROPERTY, property])).toBeUndefined();
    expect(readProperties(property)).toBeUndefined();
  });
});
