import { DataverseError } from '../web-api/dataverse-error.ts';

/**
 * The contact's id in Spotler. With a column configured, a record without a value there has no contact that
 * could be found, and taking its record id instead would miss the one that is there.
 *
 * @throws {DataverseError} `rejected` with code `ExternalIdUnknown`
 */
export function externalIdOf(column: string | undefined, recordId: string, value: unknown): string {
  if (column === undefined) return recordId;
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  throw new DataverseError({
    kind: 'rejected',
    sentence: `The record's external id is not known: column ${column} is empty, or the record is deleted and no pre-image told it`,
    code: 'ExternalIdUnknown',
  });
}
