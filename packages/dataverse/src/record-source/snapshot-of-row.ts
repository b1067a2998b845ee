import { type PresentRecord, type Table, trimEmail } from '@spotler-connector/anonymization-policy';
import type { JsonObject } from '../values/json-object.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import { TABLE_SHAPES } from './table-shape.ts';

/**
 * The facts that the policy decides on. A column that is missing or of another type than it has in Dataverse
 * is an error, not a default: what a guess would do can't be undone. A two-option column that was never set
 * is null and means no. The address is the one in `emailColumn`, trimmed as it is for Spotler.
 *
 * @throws {DataverseError} `protocol`
 */
export function snapshotOfRow(table: Table, row: JsonObject, emailColumn: string): PresentRecord {
  const code = row['statecode'];
  const state = typeof code === 'number' ? TABLE_SHAPES[table].states.get(code) : undefined;
  if (state === undefined) throw unexpected(table, 'statecode');
  return {
    table,
    presence: 'present',
    state,
    email: addressOf(table, row, emailColumn),
    doNotEmail: flagOf(table, row, 'donotemail'),
    doNotBulkEmail: flagOf(table, row, 'donotbulkemail'),
  };
}

function addressOf(table: Table, row: JsonObject, column: string): string | null {
  const value = row[column];
  if (value === null) return null;
  if (typeof value === 'string') return trimEmail(value);
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
