import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { DataverseError, type DataverseRecordSource, type RecordReading } from '@spotler-connector/dataverse';

/** Records that did not change, but on which something else that did decides. */
export interface RelatedRecords {
  /** Readings of those that are there. */
  readonly readings: readonly RecordReading[];
  /** Ids of those that are deleted. */
  readonly gone: readonly string[];
}

/** Everything that others depend on. */
export interface Changed {
  /** Records of which something is to be taken away, or that are gone: who was merged into them follows. */
  readonly survivors: readonly RecordRef[];
  /** Records about which an order was given or carried out. */
  readonly ordered: readonly RecordRef[];
}

/**
 * Reads the records that no link to what changed tells of, though what has to happen to their contacts
 * changed: those that were merged into another one, and those about which there is an order. One that can't
 * be understood is left out. @throws {DataverseError}
 */
export async function relatedRecords(
  { survivors, ordered }: Changed,
  records: Pick<DataverseRecordSource, 'read' | 'mergedRecords'>,
  signal?: AbortSignal,
): Promise<RelatedRecords> {
  const found = await Promise.all([
    ...survivors.map((ref) => orNone(records.mergedRecords(ref, { signal }))),
    ...ordered.map((ref) => orNone(records.read(ref, { signal }).then((reading) => [reading]))),
  ]);
  const readings = found.flat();
  const isGone = ({ snapshot }: RecordReading) => snapshot.presence === 'deleted';
  return {
    readings: readings.filter((reading) => !isGone(reading)),
    gone: readings.filter(isGone).map(({ ref }) => ref.id),
  };
}

/** A failure of one record alone must not stop all others. */
async function orNone(readings: Promise<readonly RecordReading[]>): Promise<readonly RecordReading[]> {
  try {
    return await readings;
  } catch (error) {
    if (error instanceof DataverseError && error.kind === 'rejected') return [];
    throw error;
  }
}
