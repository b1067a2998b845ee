/** Property names that the vendor's description and its own connector use; an account may have more. */
const KNOWN_PROPERTIES = [
  'email',
  'firstName',
  'infix',
  'lastName',
  'initials',
  'gender',
  'birthday',
  'organisation',
  'street',
  'houseNumber',
  'postalCode',
  'city',
  'country',
  'phoneNumber',
  'mobileNumber',
  'permissions',
  'externalId',
];

/**
 * Finds the property an error message is about, by looking for names that are known anyway: those just sent first.
 * No other word of the message is used, since it may quote the refused value.
 */
export function rejectedProperty(message: string, sent: readonly string[]): string | undefined {
  return [...sent, ...KNOWN_PROPERTIES].find((name) => mentions(message, name));
}

function mentions(message: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w@.-])${escaped}(?![\\w@.-]*\\w)`, 'i').test(message);
}
