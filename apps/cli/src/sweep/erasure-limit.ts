import { InvalidArgumentError } from 'commander';

/** How many contacts a sweep may erase: a number, or a share of the contacts that Spotler has. */
export type ErasureLimit =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'share'; readonly percent: number };

/** Where nobody looks at the numbers. */
export const DEFAULT_LIMIT: ErasureLimit = { kind: 'share', percent: 10 };

/** Reads `250`, or `5%`. @throws {InvalidArgumentError} */
export function toErasureLimit(text: string): ErasureLimit {
  const [, number = '', sign] = /^(\d{1,9}(?:\.\d{1,3})?)(%?)$/.exec(text) ?? [];
  const value = Number(number);
  if (number !== '' && sign === '%' && value <= 100) return { kind: 'share', percent: value };
  if (number !== '' && sign === '' && Number.isInteger(value)) return { kind: 'count', count: value };
  throw new InvalidArgumentError('A limit is a whole number, or a share such as 5%.');
}

/** Whether so many erasures of so many contacts are more than the limit allows. */
export function isBeyond(limit: ErasureLimit, erasures: number, contacts: number): boolean {
  if (limit.kind === 'count') return erasures > limit.count;
  return erasures * 100 > contacts * limit.percent;
}

/** The limit, as it is written. */
export function limitText(limit: ErasureLimit): string {
  return limit.kind === 'count' ? String(limit.count) : `${limit.percent}%`;
}
