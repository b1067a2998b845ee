import { domainToASCII } from 'node:url';
import isEmailModule from 'validator/lib/isEmail.js';

// The package is CommonJS with a default export, so Node hands out the module and not the function.
const isEmail = isEmailModule.default;

const MAX_ADDRESS_LENGTH = 254;
const BLANKS_BEFORE = /^[\s\p{Cc}\p{Cf}]+/u;
// Looking behind keeps the search linear when there is a long run of blanks in the middle.
const BLANKS_AFTER = /(?<![\s\p{Cc}\p{Cf}])[\s\p{Cc}\p{Cf}]+$/u;
// Joiners (U+200C, U+200D) are part of some Persian and Indic domain names; the other marks are debris.
const INVISIBLE_IN_DOMAIN = /[\s\p{Cc}\p{Zs}]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * Takes blanks from both ends of an address: spaces of every width, tabs, line ends, no-break spaces, and the
 * invisible marks (zero-width spaces, direction marks, byte order marks) that come along when people paste.
 * What is left is what {@link isValidEmail} judges, and what belongs in Spotler.
 */
export function trimEmail(email: string): string {
  return email.replace(BLANKS_BEFORE, '').replace(BLANKS_AFTER, '');
}

/**
 * Whether mail can be addressed to `email`, once {@link trimEmail} has trimmed it. Valid is exactly one
 * address
 *
 * - without a display name, angle brackets, comment or `mailto:`;
 * - of at most 254 characters, its internationalised domain counted in ASCII form (RFC 5321 4.5.3.1.3, with
 *   erratum 1690 to RFC 3696);
 * - whose local part is a dot-atom in ASCII (RFC 5322 3.2.3) of at most 64 characters: letters, digits and
 *   ``!#$%&'*+-/=?^_`{|}~``, with single dots between them, never quoted;
 * - whose domain has at least two labels of at most 63 letters, digits and inner hyphens, the last of them
 *   not a number; in Unicode or as punycode; never an IP address, never with a dot at the end.
 *
 * Nothing is looked up: a domain that nobody has registered is valid.
 */
export function isValidEmail(email: string): boolean {
  const address = trimEmail(email);
  const accepted = isEmail(address, { allow_utf8_local_part: false, blacklisted_chars: '"' });
  if (!accepted) return false;
  const at = address.indexOf('@');
  const domain = address.slice(at + 1);
  if (INVISIBLE_IN_DOMAIN.test(domain)) return false;
  const asciiDomain = domainToASCII(domain);
  return (
    asciiDomain !== '' &&
    asciiDomain.split('.').every((label) => label.length <= 63) &&
    at + 1 + asciiDomain.length <= MAX_ADDRESS_LENGTH
  );
}
