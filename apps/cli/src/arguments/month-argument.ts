import { InvalidArgumentError } from 'commander';

const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Reads a month. @throws {InvalidArgumentError} */
export function toMonth(text: string): string {
  if (MONTH.test(text)) return text;
  throw new InvalidArgumentError('A month is written as 2026-10.');
}
