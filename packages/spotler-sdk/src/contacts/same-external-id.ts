const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Tells whether an external id names the same contact as another one, which may be missing. Upper and lower
 * case are the same in a GUID (RFC 9562, section 4) and in nothing else: Spotler documents no comparison, and
 * ids such as `a` and `A` may be two contacts.
 */
export function isSameExternalId(a: string, b: string | null | undefined): boolean {
  return a === b || (GUID.test(a) && a.toLowerCase() === b?.toLowerCase());
}
