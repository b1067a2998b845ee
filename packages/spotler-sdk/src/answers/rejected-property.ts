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
 * Finds the property an error message is about: the first name in it that is known anyway, since it was just
 * sent or is one of Spotler's own. No other word of the message is used, since it may quote the refused
 * value.
 */
export function rejectedProperty(message: string, sent: readonly string[]): string | undefined {
  let first: { readonly name: string; readonly at: number } | undefined;
  for (const name of [...sent, ...KNOWN_PROPERTIES]) {
    const at = placeOf(name, message);
    if (at !== undefined && (first === undefined || at < first.at)) first = { name, at };
  }
  return first?.name;
}

/** Where a name stands as a word of its own; undefined when it does not. */
function placeOf(name: string, message: string): number | undefined {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w@.-])${escaped}(?![\\w@.-]*\\w)`, 'i').exec(message)?.index;
}
