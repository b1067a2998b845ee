import type { DynamicsWebApi } from 'dynamics-web-api';
import { toGuid } from '../values/guid.ts';
import { isJsonObject, type JsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import { DataverseError } from './dataverse-error.ts';
import { type AskedRow, saysRowDoesNotExist } from './row-absence.ts';
import type { RowFilter, RowQuery } from './row-query.ts';

/** A row, null when Dataverse says that it does not exist, or why that is not known. */
export type RowAnswer = JsonObject | null | DataverseError;

/** One row by its id. @throws {DataverseError} for every answer but the row and "does not exist". */
export async function readRow(
  client: DynamicsWebApi,
  query: RowQuery,
  id: string,
  signal: AbortSignal,
  now: number,
): Promise<JsonObject | null> {
  try {
    return rowOfId(await client.retrieve<unknown>({ ...retrieval(query, id), signal }), query, id);
  } catch (error) {
    if (saysRowDoesNotExist(error, askedOf(query, id))) return null;
    throw classifyReadFailure(error, now);
  }
}

/**
 * The rows of these ids that one query finds. A row that is missing here may be deleted, or hidden from us: a
 * query does not tell. @throws {DataverseError}
 */
export async function findRows(
  client: DynamicsWebApi,
  query: RowQuery,
  ids: readonly string[],
  signal: AbortSignal,
  now: number,
): Promise<ReadonlyMap<string, JsonObject>> {
  const values = ids.map((id) => `'${id}'`).join(',');
  const filter = `Microsoft.Dynamics.CRM.In(PropertyName='${query.primaryKey}',PropertyValues=[${values}])`;
  const rows = await listRows(client, query, { filter }, signal, now);
  return new Map(rows.flatMap((row) => withId(row, query)));
}

/** The rows that a query finds, one page. @throws {DataverseError} */
export async function listRows(
  client: DynamicsWebApi,
  query: RowQuery,
  { filter, orderBy, top }: RowFilter,
  signal: AbortSignal,
  now: number,
): Promise<JsonObject[]> {
  const { key: _, ...selection } = retrieval(query, '');
  try {
    const answer: unknown = await client.retrieveMultiple({
      ...selection,
      ...(filter === undefined ? {} : { filter }),
      ...(orderBy === undefined ? {} : { orderBy: [...orderBy] }),
      ...(top === undefined ? {} : { top }),
      signal,
    });
    return rowsOf(answer);
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

/** A GET of each id, all in one batch. @throws {DataverseError} when the batch as a whole fails. */
export async function readEachRow(
  client: DynamicsWebApi,
  query: RowQuery,
  ids: readonly string[],
  signal: AbortSignal,
  now: number,
): Promise<ReadonlyMap<string, RowAnswer>> {
  const batch = client.initializeInstance();
  batch.startBatch();
  try {
    await Promise.all(ids.map((id) => batch.retrieve(retrieval(query, id))));
    const answers: unknown = await batch.executeBatch({ continueOnError: true, signal });
    if (!Array.isArray(answers) || answers.length !== ids.length) throw incomplete();
    return new Map(ids.map((id, index) => [id, answerOf(answers[index], query, id, now)]));
  } catch (error) {
    throw classifyReadFailure(
      Array.isArray(error) ? error.find((item) => item instanceof Error) : error,
      now,
    );
  }
}

function answerOf(answer: unknown, query: RowQuery, id: string, now: number): RowAnswer {
  if (saysRowDoesNotExist(answer, askedOf(query, id))) return null;
  if (answer instanceof Error) return classifyReadFailure(answer, now);
  try {
    return rowOfId(answer, query, id);
  } catch (error) {
    return classifyReadFailure(error, now);
  }
}

function askedOf({ table }: RowQuery, id: string): AskedRow {
  return { table: table ?? null, id };
}

function retrieval({ entitySet, columns, annotations }: RowQuery, id: string) {
  return {
    collection: entitySet,
    key: id,
    select: [...columns],
    ...(annotations === null ? {} : { includeAnnotations: annotations }),
  };
}

/** dynamics-web-api sends a long query as a batch and then returns a failure instead of throwing it. */
export function rowsOf(answer: unknown): JsonObject[] {
  if (answer instanceof Error) throw answer;
  const rows = isJsonObject(answer) ? answer['value'] : undefined;
  if (!Array.isArray(rows) || !rows.every(isJsonObject)) throw notARow();
  return rows;
}

function withId(row: JsonObject, query: RowQuery): [string, JsonObject][] {
  const id = toGuid(row[query.primaryKey]);
  return id === null ? [] : [[id, row]];
}

/** An answer about another row than the one asked for is worse than none. */
function rowOfId(value: unknown, query: RowQuery, id: string): JsonObject {
  if (isJsonObject(value) && toGuid(value[query.primaryKey]) === id) return value;
  throw notARow();
}

function notARow(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: "Dataverse's answer is not the row asked for" });
}

function incomplete(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: "Dataverse's batch answer is incomplete" });
}
