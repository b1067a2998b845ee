import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isValidEmail, trimEmail } from './email-address.ts';

const LABEL_63 = 'a'.repeat(63);
// Its domain has seven characters more in ASCII form: xn--bcher-kva.
const IN_ASCII_254 = `a@b\u00fccher.${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(42)}.org`;

describe('a valid address', () => {
  it.each([
    'someone@example.org',
    'S.O.Me-One+tag@Example.ORG',
    "o'brien@example.org",
    '!#$%&*+-/=?^_`{|}~@example.org',
    'someone@mail.eu-west.example.org',
    '1@1.example',
    `${'a'.repeat(64)}@example.org`,
    `a@${LABEL_63}.org`,
    // 254 characters, the most that an address may have.
    `a@${LABEL_63}.${LABEL_63}.${'a'.repeat(62)}.${'a'.repeat(57)}.org`,
  ])('is %s', (email) => {
    expect(isValidEmail(email)).toBe(true);
  });

  it.each([
    'a@b\u00fccher.example',
    'a@xn--bcher-kva.example',
    'a@\u4f8b\u3048.\u30c6\u30b9\u30c8',
    'a@\u043d\u0435\u0442.\u0440\u0444',
    'a@fa\u00df.de',
    IN_ASCII_254,
  ])('can have an internationalised domain: %s', (email) => {
    expect(isValidEmail(email)).toBe(true);
  });

  it.each([
    [' a@example.org '],
    ['\ta@example.org\r\n'],
    ['\u00a0a@example.org\u00a0'],
    ['\u200ba@example.org\u200b'],
    ['\ufeffa@example.org'],
    ['\u202aa@example.org\u202c'],
    ['\u2003\u200e a@example.org'],
  ])('can have blanks and invisible marks around it: %j', (email) => {
    expect(isValidEmail(email)).toBe(true);
    expect(trimEmail(email)).toBe('a@example.org');
  });
});

describe('an invalid address', () => {
  it.each([
    ['is empty', ''],
    ['is blank', ' \u00a0'],
    ['has no @', 'example.org'],
    ['has no local part', '@example.org'],
    ['has no domain', 'someone@'],
    ['has two @', 'some@one@example.org'],
    ['is one of two', 'a@example.org;b@example.org'],
    ['is one of two with a comma', 'a@example.org, b@example.org'],
    ['has a display name', 'Some One <a@example.org>'],
    ['has angle brackets', '<a@example.org>'],
    ['has a comment', 'a(comment)@example.org'],
    ['has a scheme', 'mailto:a@example.org'],
    ['has a quoted local part', '"some one"@example.org'],
    ['has a quoted plain local part', '"someone"@example.org'],
    ['has a blank inside', 'some one@example.org'],
    ['has a line end inside', 'a@example.org\nb@example.org'],
    ['has a zero-width space in the local part', 'some\u200bone@example.org'],
    ['has a zero-width space in the domain', 'a@exa\u200bmple.org'],
    ['has an ideographic space in the domain', 'a@exa\u3000mple.org'],
    ['has a character that no domain can have', 'a@exa\ufffdmple.org'],
    ['begins with a dot', '.a@example.org'],
    ['has a dot before the @', 'a.@example.org'],
    ['has two dots in a row', 'a..b@example.org'],
    ['has letters outside ASCII before the @', 'caf\u00e9@example.org'],
    ['has a domain without a dot', 'a@localhost'],
    ['has two dots in a row in the domain', 'a@example..org'],
    ['has a domain that begins with a dot', 'a@.example.org'],
    ['has a domain that ends in a dot', 'a@example.org.'],
    ['has a label that begins with a hyphen', 'a@-example.org'],
    ['has a label that ends with a hyphen', 'a@example-.org'],
    ['has an underscore in the domain', 'a@my_example.org'],
    ['has a number as its last label', 'a@example.123'],
    ['has a last label of one letter', 'a@example.o'],
    ['has an IP address', 'a@192.0.2.1'],
    ['has an IP literal', 'a@[192.0.2.1]'],
    ['has an IPv6 literal', 'a@[IPv6:2001:db8::1]'],
    ['has a local part of 65', `${'a'.repeat(65)}@example.org`],
    ['has a label of 64', `a@${LABEL_63}a.org`],
    ['has a label of 64 in ASCII form', `a@${'\u00fc'.repeat(60)}.org`],
    ['is longer than 254', `a@${LABEL_63}.${LABEL_63}.${LABEL_63}.${'a'.repeat(57)}.org`],
    ['is one longer than 254 in ASCII form', `a${IN_ASCII_254}`],
    ['is longer than 254 in ASCII form', `a@${Array(14).fill('b\u00fccherstube').join('.')}.org`],
  ])('%s', (_, email) => {
    expect(isValidEmail(email)).toBe(false);
  });
});

describe('isValidEmail', () => {
  it('is total: any text is valid or not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof isValidEmail(text)).toBe('boolean');
      }),
    );
  });

  it('accepts the ordinary addresses of RFC 5322', () => {
    fc.assert(
      fc.property(fc.emailAddress({ size: 'small' }), (email) => {
        expect(isValidEmail(email)).toBe(true);
      }),
    );
  });

  it('judges the trimmed address', () => {
    const blanks = fc.string({
      unit: fc.constantFrom(' ', '\t', '\n', '\u00a0', '\u200b', '\ufeff', '\u3000'),
    });
    fc.assert(
      fc.property(blanks, fc.oneof(fc.emailAddress(), fc.string()), blanks, (before, email, after) => {
        expect(isValidEmail(before + email + after)).toBe(isValidEmail(email));
      }),
    );
  });
});

describe('trimEmail', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(trimEmail(trimEmail(text))).toBe(trimEmail(text));
      }),
    );
  });

  it('leaves blanks inside alone', () => {
    expect(trimEmail(' a \u200b b ')).toBe('a \u200b b');
  });
});
