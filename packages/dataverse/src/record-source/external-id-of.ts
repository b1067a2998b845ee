import { DataverseError } from '../web-api/dataverse-error.ts';

/** The code of the error about a record without a value in the external id column. */
export const EXTERNAL_ID_UNKNOWN = 'ExternalIdUnknown';

/**
 * The contact's id in Spotler. With a column configured, a record without a value there has no contact that
 * could be found, and taking its record id instead would miss the one that is there.
 *
 * @throws {DataverseError} `rejected` with code {@link EXTERNAL_ID_UNKNOWN}
 */
export function externalIdOf(column: string | undefined, recordId: string, value: unknown): string {
  if (column === undefined) return recordId;
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new DataverseError({
    kind: 'rejected',
    message: `The record's external id is not known: column ${column} is empty, or the record is deleted and no pre-image told it`,
    code: EXTERNAL_ID_UNKNOWN,
  });
}
