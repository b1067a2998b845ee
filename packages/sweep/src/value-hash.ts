/** Hashes a value of a property to 32 bits, never 0. Values that a sync would not change hash alike. */
export type HashValue = (value: unknown) => number;

/**
 * Builds a {@link HashValue}. The salt keeps a stored hash from being looked up: it is drawn for each sweep
 * and forgotten with it.
 */
export function valueHasher(salt: number): HashValue {
  return (value) => fnv1a(textOf(value), salt);
}

const DATE_WITH_TIME = /^\d{4}-\d{2}-\d{2}T/;

/**
 * Spotler shows a value that we wrote in its own way: an empty one not at all, a number as text, a day as a
 * time, and what is upper case in an address is nobody's concern.
 */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') {
    return DATE_WITH_TIME.test(value) ? value.slice(0, 10) : value.trim().toLowerCase();
  }
  return JSON.stringify(value);
}

/** FNV-1a, over UTF-16 code units. */
function fnv1a(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return hash === 0 ? 1 : hash;
}
