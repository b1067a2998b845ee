import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { DataverseError } from './dataverse-error.ts';
import { unmark } from './date-texts.ts';
import type { RowQuery } from './row-query.ts';

/** A row, null when Dataverse says that it does not exist, or why that is not known. */
export type RowAnswer = JsonObject | null | DataverseError;

/** The rows in an answer to a query. @throws when it is none. */
export function rowsOf(answer: unknown): JsonObject[] {
  const rows = plainRowsOf(answer);
  for (const row of rows) unmark(row);
  return rows;
}

/** The same of an answer that dynamics-web-api did not parse. */
export function plainRowsOf(answer: unknown): JsonObject[] {
  // dynamics-web-api sends a long query as a batch and then returns a failure instead of throwing it.
  if (answer instanceof Error) throw answer;
  const rows = isJsonObject(answer) ? answer['value'] : undefined;
  if (!Array.isArray(rows) || !rows.every(isJsonObject)) throw notARow();
  return rows;
}

const TOO_MANY = 'Dataverse finds more rows than one answer has';

/** Whether an answer says that there are more rows than it has. */
export function isTooMany(answer: unknown): boolean {
  return answer instanceof DataverseError && answer.message === TOO_MANY;
}

/** The same, if there are no more than the answer has. @throws when there are. */
export function allRowsOf(answer: unknown): JsonObject[] {
  const rows = rowsOf(answer);
  if (!isJsonObject(answer) || answer['@odata.nextLink'] === undefined) return rows;
  throw new DataverseError({ kind: 'protocol', message: TOO_MANY });
}

/** An answer about another row than the one asked for is worse than none. @throws {DataverseError} */
export function rowOfId(value: unknown, { primaryKey }: RowQuery, id: string): JsonObject {
  if (!isJsonObject(value) || toGuid(value[primaryKey]) !== id) throw notARow();
  unmark(value);
  return value;
}

function notARow(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: "Dataverse's answer is not the row asked for" });
}
