import { InvalidArgumentError } from 'commander';
import { BOUNDS, type Bounds } from './bounds.ts';

/** Reads a whole number within bounds. @throws {InvalidArgumentError} */
export function toWholeNumber(text: string, { min, max }: Bounds): number {
  const number = Number(text);
  if (/^\d{1,10}$/.test(text) && number >= min && number <= max) return number;
  throw new InvalidArgumentError(`This is a whole number from ${min} to ${max}.`);
}

/** Reads a number of messages per second. @throws {InvalidArgumentError} */
export function toRate(text: string): number {
  const { min, max } = BOUNDS.rate;
  const rate = Number(text);
  if (/^\d{1,10}(\.\d{1,6})?$/.test(text) && rate >= min && rate <= max) return rate;
  throw new InvalidArgumentError(`A rate is a number from ${min} to ${max}.`);
}
