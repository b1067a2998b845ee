import { InvalidArgumentError } from 'commander';

/** Service Bus numbers messages with 64 bits and a sign. */
const MAX_SEQUENCE_NUMBER = 2n ** 63n - 1n;

/** Reads a dead letter's number. @throws {InvalidArgumentError} */
export function toSequenceNumber(text: string): string {
  if (/^\d{1,19}$/.test(text) && BigInt(text) <= MAX_SEQUENCE_NUMBER) return String(BigInt(text));
  throw new InvalidArgumentError(`A sequence number is a whole number up to ${MAX_SEQUENCE_NUMBER}.`);
}

/** Reads numbers of dead letters with commas between them. @throws {InvalidArgumentError} */
export function toSequenceNumbers(text: string): string[] {
  return text.split(',').map((part) => toSequenceNumber(part.trim()));
}
