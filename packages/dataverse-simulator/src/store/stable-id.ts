import { createHash } from 'node:crypto';

/** An id that is the same in every run for the same thing. */
export function stableId(...parts: readonly string[]): string {
  const hex = createHash('sha1').update(parts.join(' ')).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
