import { readContacts } from './read-contacts.ts';
import { readRecords } from './read-records.ts';
import type { ReadingOptions, ReadingSummary } from './reading.ts';
import { type Progress, takeHistory, takeKept } from './take-page.ts';

/**
 * Reads every record, and then every contact, into the comparison, from where the journal ends. With a base,
 * only what changed is read, and the rest is what the sweeps before knew.
 *
 * @throws {StartOverError} when everything has to be read instead.
 */
export async function readBothSides(options: ReadingOptions): Promise<ReadingSummary> {
  const progress: Progress = { unreadable: 0, nameless: 0, changes: {}, last: {} };
  await takeKept('records', options, progress);
  await readRecords(options, progress);
  await takeHistory('records', options);
  await takeKept('contacts', options, progress);
  await readContacts(options, progress);
  await takeHistory('contacts', options);
  return progress;
}
