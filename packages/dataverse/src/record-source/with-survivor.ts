import type { RecordRef, RecordSnapshot, Table } from '@spotler-connector/anonymization-policy';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { ReadJoinedRow } from './joined-rows.ts';
import { type ReadingRules, readingOfDeleted, readingOfRow } from './reading-of-row.ts';
import type { RecordReading } from './record-reading.ts';

/** More merges one after the other than any person has seen. */
const MAX_MERGES = 20;

/** Adds to the reading of a merged record what its survivor is like, and that one's, if it was merged too. */
export type WithSurvivor = (reading: RecordReading) => Promise<RecordReading>;

/** Builds a {@link WithSurvivor}. */
export function survivorReader(
  readers: Readonly<Record<Table, ReadJoinedRow>>,
  rules: ReadingRules,
): WithSurvivor {
  async function survivorOf(
    mergedInto: RecordReading['mergedInto'],
    merges: number,
  ): Promise<RecordSnapshot | undefined> {
    if (mergedInto === null || mergedInto === 'unknown') return undefined;
    if (merges > MAX_MERGES) throw inCircles();
    const { snapshot, mergedInto: next } = await readSurvivor(mergedInto);
    if (snapshot.presence === 'deleted') return snapshot;
    return { ...snapshot, survivor: await survivorOf(next, merges + 1) };
  }

  async function readSurvivor(ref: RecordRef): Promise<Pick<RecordReading, 'snapshot' | 'mergedInto'>> {
    const row = await readers[ref.table](ref.id);
    // Its own contact is none of our business here.
    const own = { ...rules, externalId: { column: undefined, fallback: 'none' } as const };
    return row === null ? readingOfDeleted(own, ref, undefined) : readingOfRow(own, ref, row);
  }

  return async (reading) => {
    const { snapshot } = reading;
    if (snapshot.presence === 'deleted' || reading.mergedInto === null) return reading;
    const survivor = await survivorOf(reading.mergedInto, 1);
    return { ...reading, snapshot: { ...snapshot, survivor } };
  };
}

function inCircles(): DataverseError {
  return new DataverseError({ kind: 'rejected', message: 'The record was merged in a circle' });
}
