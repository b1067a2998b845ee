/**
 * A value that has a canonical form. Numbers are whole and safe, so that every language writes them alike.
 */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [name: string]: CanonicalValue | undefined };

/**
 * Writes a value in the one form that RFC 8785 (JSON Canonicalization Scheme) allows: members sorted by the
 * UTF-16 code units of their names, no white space, strings escaped as little as possible. A member that is
 * undefined is left out.
 *
 * @throws {RangeError} for a number that is not a safe integer.
 */
export function canonicalJson(value: CanonicalValue): string {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new RangeError('Only safe integers have a canonical form here');
  }
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  // One pass over sorted names: pairs of name and value would be half of the garbage that an entry makes.
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${members}}`;
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
