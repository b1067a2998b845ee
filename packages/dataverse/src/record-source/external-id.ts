import { DataverseError } from '../web-api/dataverse-error.ts';

/** The code of the error about a record whose external id is not known. */
export const EXTERNAL_ID_UNKNOWN = 'ExternalIdUnknown';

/**
 * Stand-in for the external id of a record without a value in the external id column: its own id, its own id
 * once that is written into the column, or nothing.
 */
export type ExternalIdFallback = 'record-id' | 'write-back' | 'none';

/** How external ids are told. */
export interface ExternalIdRules {
  /** The column that holds them; undefined when they are the records' own ids. */
  readonly column: string | undefined;
  /** Stand-in for an empty column. */
  readonly fallback: ExternalIdFallback;
}

/** A value of the external id column as text; null when it is empty, or nothing that an id can be. */
export function externalIdIn(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/**
 * The external id of a record whose column has this value: the record's own without a column, null when it
 * has none.
 */
export function externalIdFor(
  { column, fallback }: ExternalIdRules,
  recordId: string,
  value: unknown,
): string | null {
  if (column === undefined) return recordId;
  return externalIdIn(value) ?? (fallback === 'none' ? null : recordId);
}

/**
 * The external id of a deleted record, whose own column can't be read any more. `told` is what a pre-image
 * said: null for an empty column, undefined when no image said anything. Then nobody knows under which id
 * Spotler has the contact, and to take the record's own would miss it.
 *
 * @throws {DataverseError} `rejected` with code {@link EXTERNAL_ID_UNKNOWN}
 */
export function externalIdOfDeleted(
  rules: ExternalIdRules,
  recordId: string,
  told: string | null | undefined,
): string {
  const unknown = rules.column !== undefined && told === undefined;
  refuseUnsearchable(rules, told);
  return (unknown ? null : externalIdFor(rules, recordId, told)) ?? refuse(whyUnknown(rules, told));
}

/**
 * The external id of a record that is there. @throws {DataverseError} as {@link externalIdOfDeleted} does.
 */
export function externalIdOfPresent(rules: ExternalIdRules, recordId: string, value: unknown): string {
  refuseUnsearchable(rules, value);
  return externalIdFor(rules, recordId, value) ?? refuse(`column ${rules.column} is empty`);
}

/**
 * Dataverse ignores blanks at the end when it compares texts (SQL Server pads the shorter one), and no other
 * white space. Another record with the same id but such white space would never be found, and the contact of
 * both be taken for that of one.
 */
function refuseUnsearchable({ column }: ExternalIdRules, value: unknown): void {
  if (column === undefined || typeof value !== 'string') return;
  if (value.trim() !== value.replace(/ +$/, '')) refuse(`column ${column} has white space around its value`);
}

function whyUnknown({ column }: ExternalIdRules, told: string | null | undefined): string {
  return told === undefined
    ? 'the record is deleted, and its message has no pre-image with it'
    : `the record is deleted, and column ${column} was empty`;
}

function refuse(why: string): never {
  throw new DataverseError({
    kind: 'rejected',
    message: `The record's external id is not known: ${why}`,
    code: EXTERNAL_ID_UNKNOWN,
  });
}
