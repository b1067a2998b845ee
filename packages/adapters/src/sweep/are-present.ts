import { DataverseError, type DataverseRecordSource } from '@spotler-connector/dataverse';
import { type SpotlerClient, SpotlerError } from '@spotler-connector/spotler-sdk';
import type { SoughtContact } from '@spotler-connector/sweep';

/** Where contacts are looked for. */
export interface PresenceOptions {
  readonly spotler: Pick<SpotlerClient['contacts'], 'verify'>;
  readonly records: Pick<DataverseRecordSource, 'read'>;
  /** The column that holds a contact's id; `undefined` when that is the record's. */
  readonly column: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Says of each contact whether Spotler has it now. One of which that can't be known alone counts as there:
 * the worker that looks at it finds out.
 */
export function arePresent(
  contacts: readonly SoughtContact[],
  { spotler, records, column, signal }: PresenceOptions,
): Promise<boolean[]> {
  async function isPresent({ ref, contactId }: SoughtContact): Promise<boolean> {
    try {
      const own = contactId ?? (column === undefined ? ref?.id : undefined);
      const id = own ?? (ref && (await records.read(ref, { signal })).externalId);
      return id === undefined || (await spotler.verify(id, { signal })) === 'present';
    } catch (error) {
      const ofItAlone = error instanceof DataverseError || error instanceof SpotlerError;
      if (ofItAlone && error.kind === 'rejected') return true;
      throw error;
    }
  }

  return Promise.all(contacts.map(isPresent));
}
