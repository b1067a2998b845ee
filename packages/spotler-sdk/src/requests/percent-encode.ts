/**
 * RFC 3986 strict encoding: everything but letters, digits and `- . _ ~`. `encodeURIComponent` leaves
 * `!'()*`.
 */
export function percentEncode(text: string): string {
  if (/^[\w.~-]*$/.test(text)) return text;
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
