import { describe, expect, it } from '@jest/globals';
import { rejectedProperty } from './rejected-property.ts';

const OWN = [
  ...['email', 'firstName', 'infix', 'lastName', 'initials', 'gender', 'birthday', 'organisation', 'street'],
  ...[
    'houseNumber',
    'postalCode',
    'city',
    'country',
    'phoneNumber',
    'mobileNumber',
    'permissions',
    'externalId',
  ],
];

describe('the property that a message is about', () => {
  it.each(OWN)('is found though it was not sent: %s', (name) => {
    expect(rejectedProperty(`Value of ${name.toUpperCase()} is invalid`, [])).toBe(name);
  });

  it.each([
    ['a_b+c is invalid', ['a_b+c'], 'a_b+c'],
    ["'custom' is invalid", ['custom'], 'custom'],
    ['(custom)', ['custom'], 'custom'],
    ['custom, email', ['email', 'custom'], 'custom'],
    ['email, custom', ['email', 'custom'], 'email'],
    ['customs are invalid', ['custom'], undefined],
    ['my-custom is invalid', ['custom'], undefined],
    ['custom@example.org is taken', ['custom'], undefined],
    ['jan.custom is taken', ['custom'], undefined],
    ['custom.', ['custom'], 'custom'],
    ['axb is invalid', ['a.b'], undefined],
    ['a.b is invalid', ['a.b'], 'a.b'],
    ['Jan Berg is invalid', ['custom'], undefined],
    ['', ['custom'], undefined],
    ['EMAIL is invalid', ['Email'], 'Email'],
    ['custom: email', ['email', 'custom'], 'custom'],
    ['custom-made is invalid', ['custom'], undefined],
    ['custom.made is invalid', ['custom'], undefined],
    ['customŁ', ['custom'], 'custom'],
    ['@custom is invalid', ['custom'], undefined],
  ])('of %j, with %j sent, is %s', (message, sent, name) => {
    expect(rejectedProperty(message, sent)).toBe(name);
  });

  it.each([...'.*+?^{}$()|[]\\'])('is taken as it stands with %s in its name', (sign) => {
    const name = `a${sign}b`;
    expect(rejectedProperty(`Property ${name} is invalid`, ['b', name])).toBe(name);
    expect(rejectedProperty('Property aab is invalid', [name])).toBeUndefined();
    expect(rejectedProperty('Property a is invalid', [name])).toBeUndefined();
  });
});
