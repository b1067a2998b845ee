import { readFileSync } from 'node:fs';
import { systemClock } from '@spotler-connector/clock';

const SAMPLE = new URL(
  '../../../../packages/dataverse/samples/01-update-contact-async-docs.json',
  import.meta.url,
);
/** The organization of the sample. */
export const SAMPLE_ORGANIZATION_ID = '00aa00aa-bb11-cc22-dd33-44ee44ee44ee';
const SAMPLE_ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';

/** A message as the worker's receiver gives it. */
export interface GeneratedMessage {
  readonly body: Buffer;
  readonly contentType: string;
  readonly lockToken: string;
  readonly deliveryCount: number;
  readonly enqueuedTimeUtc: Date;
  readonly lockedUntilUtc: Date;
}

/** First digit of the ids of deleted records. */
export const DELETED_FIRST_DIGIT = 'd';
/** First digit of the ids of records whose data Spotler refuses. */
export const REFUSED_FIRST_DIGIT = 'e';

/**
 * Makes the messages of a long day: changes of ever new records, every tenth about the same record as the one
 * before it, some deletions, some refused by Spotler, some about foreign tables, some malformed.
 */
export function createMessages(): (number: number) => GeneratedMessage {
  const sample = readFileSync(SAMPLE, 'utf8');
  return (number) => ({
    body: Buffer.from(bodyOf(number, sample)),
    contentType: 'application/json',
    lockToken: idOf(number),
    deliveryCount: 0,
    enqueuedTimeUtc: new Date(systemClock.now()),
    lockedUntilUtc: new Date(systemClock.now() + 60_000),
  });
}

function bodyOf(number: number, sample: string): string {
  if (number % 50 === 7) return `{"MessageName":{"number":${number}}}`;
  if (number % 25 === 9) return sample.replaceAll('"contact"', '"task"');
  return sample.replaceAll(SAMPLE_ID, idOf(number % 10 === 3 ? number - 1 : number));
}

function idOf(number: number): string {
  const first = number % 25 === 4 ? DELETED_FIRST_DIGIT : number % 50 === 11 ? REFUSED_FIRST_DIGIT : 'a';
  return `${first}0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
