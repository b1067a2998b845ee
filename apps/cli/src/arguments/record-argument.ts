import { type RecordRef, TABLES, type Table } from '@spotler-connector/anonymization-policy/vocabulary';
import { usageError } from '../failure/operator-error.ts';

const GUID = /^\{?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\}?$/i;

/** Reads a table's name. @throws {OperatorError} with exit code 2. */
export function toTable(text: string): Table {
  const table = TABLES.find((name) => name === text.toLowerCase());
  if (table === undefined) throw usageError(`The table must be one of ${TABLES.join(', ')}.`);
  return table;
}

/** Reads a record's id, with or without braces. @throws {OperatorError} with exit code 2. */
export function toRecordId(text: string): string {
  const id = GUID.exec(text)?.[1];
  if (id === undefined) {
    throw usageError('The record id must be a GUID, such as 0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11.');
  }
  return id.toLowerCase();
}

/** Reads a record's table and id. @throws {OperatorError} with exit code 2. */
export function toRecordRef(table: string, id: string): RecordRef {
  return { table: toTable(table), id: toRecordId(id) };
}
