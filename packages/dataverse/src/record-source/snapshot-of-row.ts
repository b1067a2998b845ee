import type { RecordSnapshot, Table } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { TABLE_SHAPES } from './table-shape.ts';

/**
 * The facts that the policy decides on. A column that is missing or of another type than it has in Dataverse
 * is an error, not a default: what a guess would do can't be undone. A two-option column that was never set
 * is null and means no.
 *
 * @throws {DataverseError} `protocol`
 */
export function snapshotOfRow(table: Table, row: JsonObject): RecordSnapshot {
  const code = row['statecode'];
  const state = typeof code === 'number' ? TABLE_SHAPES[table].states.get(code) : undefined;
  if (state === undefined) throw unexpected(table, 'statecode');
  return {
    table,
    presence: 'present',
    state,
    email: textOf(table, row, 'emailaddress1'),
    doNotEmail: flagOf(table, row, 'donotemail'),
    doNotBulkEmail: flagOf(table, row, 'donotbulkemail'),
  };
}

/** dynamics-web-api makes a Date of any text that looks like one, which no address does. */
function textOf(table: Table, row: JsonObject, column: string): string | null {
  const value = row[column];
  if (value === null || typeof value === 'string') return value;
  if (value instanceof Date) return value.toISOString();
  throw unexpected(table, column);
}

function flagOf(table: Table, row: JsonObject, column: string): boolean {
  const value = row[column];
  if (value === null || typeof value === 'boolean') return value ?? false;
  throw unexpected(table, column);
}

function unexpected(table: Table, column: string): DataverseError {
  return new DataverseError({
    kind: 'protocol',
    message: `Column ${column} of ${table} is not as Dataverse has it`,
  });
}
