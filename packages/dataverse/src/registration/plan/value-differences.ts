import type { Value, Values } from '../desired/desired.ts';

/** The columns that are not as wanted. Addresses count as the same with and without a slash at the end. */
export function differing(present: Values, wanted: Values): string[] {
  return Object.keys(wanted).filter((column) => !same(present[column] ?? null, wanted[column] ?? null));
}

/** The same in words: `stage is 20 instead of 40`. */
export function differences(present: Values, wanted: Values): string[] {
  return differing(present, wanted).map(
    (column) => `${column} is ${worded(present[column])} instead of ${worded(wanted[column])}`,
  );
}

function same(present: Value, wanted: Value): boolean {
  if (typeof present !== 'string' || typeof wanted !== 'string') return present === wanted;
  const plain = (text: string) => text.trim().replace(/\/$/, '').toLowerCase();
  return plain(present) === plain(wanted);
}

function worded(value: Value | undefined): string {
  return value === null || value === undefined || value === '' ? 'empty' : String(value);
}
