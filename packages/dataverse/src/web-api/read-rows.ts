import type { DynamicsWebApi } from 'dynamics-web-api';
import { toGuid } from '../values/guid.ts';
import type { JsonObject } from '../values/json-object.ts';
import { classifyReadFailure } from './classify-failure.ts';
import type { ReadingClient } from './reading-client.ts';
import { type AskedRow, saysRowDoesNotExist } from './row-absence.ts';
import { rowOfId, rowsOf } from './row-answer.ts';
import type { RowFilter, RowQuery } from './row-query.ts';

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
  const rows = await listRows(client, query, { filter: withIds(query, ids) }, signal, now);
  return rowsById(rows, query);
}

/** The filter that finds the rows of these ids. */
export function withIds({ primaryKey }: RowQuery, ids: readonly string[]): string {
  const values = ids.map((id) => `'${id}'`).join(',');
  return `Microsoft.Dynamics.CRM.In(PropertyName='${primaryKey}',PropertyValues=[${values}])`;
}

/** Rows by their own ids. */
export function rowsById(
  rows: readonly JsonObject[],
  { primaryKey }: RowQuery,
): ReadonlyMap<string, JsonObject> {
  return new Map(
    rows.flatMap((row): [string, JsonObject][] => {
      const id = toGuid(row[primaryKey]);
      return id === null ? [] : [[id, row]];
    }),
  );
}

/** The rows that a query finds, one page. @throws {DataverseError} */
export async function listRows(
  client: Pick<ReadingClient, 'retrieveMultiple'>,
  query: RowQuery,
  { filter, orderBy, top }: RowFilter,
  signal: AbortSignal,
  now: number,
): Promise<JsonObject[]> {
  const { key: _, ...selection } = retrieval(query, '');
  try {
    const answer: unknown = await client.retrieveMultiple({
      ...selection,
      queryParams: filter === undefined ? [] : filterParams(filter),
      orderBy: [...(orderBy ?? [])],
      top: top ?? 0,
      signal,
    });
    return rowsOf(answer);
  } catch (error) {
    throw classifyReadFailure(error, now);
  }
}

/** A filter as it is: dynamics-web-api's own option takes the braces off GUIDs, in texts too. */
export function filterParams(filter: string): string[] {
  return [`$filter=${encodeURIComponent(filter)}`];
}

/** The row that an answer has to name. */
export function askedOf({ table }: RowQuery, id: string): AskedRow {
  return { table: table ?? null, id };
}

/** A query in dynamics-web-api's words; it passes over what is empty. */
export function retrieval({ entitySet, columns, annotations }: RowQuery, id: string) {
  return {
    collection: entitySet,
    key: id,
    select: [...columns],
    includeAnnotations: annotations ?? '',
  };
}
