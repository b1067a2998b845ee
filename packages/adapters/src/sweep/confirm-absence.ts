import { DataverseError, type DataverseRecordSource } from '@spotler-connector/dataverse';
import type { Confirmation } from '@spotler-connector/sweep';

/** The calls of Dataverse's records that a confirmation makes. */
export type ConfirmingRecords = Pick<DataverseRecordSource, 'read' | 'holders'>;

const GUID = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
/** Nobody has it. A question by a column needs some id to begin with, and the one of zeros is refused. */
const NO_RECORD = '00000000-0000-0000-0000-000000000001';

/**
 * Says whether any record has the contact of this id: asked by id of every table, and by the column of
 * external ids where there is one. What is hidden from us is `unknown`.
 */
export async function confirmAbsence(
  records: ConfirmingRecords,
  contactId: string,
  { column, signal }: { readonly column: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<Confirmation> {
  const id = GUID.exec(contactId)?.[1]?.toLowerCase();
  try {
    if (column !== undefined) {
      const ref = { table: 'contact', id: id ?? NO_RECORD } as const;
      const held = await records.holders(ref, contactId, { signal });
      return held.length > 0 ? 'present' : 'absent';
    }
    if (id === undefined) return 'absent';
    const ref = { table: 'contact', id } as const;
    const [own, others] = await Promise.all([
      records.read(ref, { signal }),
      records.holders(ref, id, { signal }),
    ]);
    return own.snapshot.presence === 'deleted' && others.length === 0 ? 'absent' : 'present';
  } catch (error) {
    if (error instanceof DataverseError && error.kind === 'rejected') return 'unknown';
    throw error;
  }
}
