import DataLoader from 'dataloader';
import type { JsonObject } from '../values/json-object.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowAnswer } from '../web-api/row-answer.ts';
import type { RowQuery } from '../web-api/row-query.ts';

/** Reads a row, together with the others that are asked for in the same moment. */
export type ReadJoinedRow = (id: string) => Promise<JsonObject | null>;

/** The part of a connection that reads rows by their ids. */
type RowReader = Pick<DataverseConnection, 'row' | 'find' | 'each'>;

/** Ids in one query; 1000 reads of one table are four queries. */
const IDS_PER_QUERY = 250;
/** Small, for Dataverse works a batch off one by one (learn: service protection API limits). */
const IDS_PER_CONFIRMATION = 100;

/**
 * Joins reads of one table. Nothing is kept: a read always shows the row as it is after it was asked for.
 * A row that a joined answer lacks is asked for by its id, for absence is not deletion.
 */
export function joinRows(connection: RowReader, query: RowQuery): ReadJoinedRow {
  const loader = new DataLoader<string, JsonObject | null>((ids) => readTogether(connection, query, ids), {
    cache: false,
    maxBatchSize: IDS_PER_QUERY,
  });
  return (id) => loader.load(id);
}

async function readTogether(
  connection: RowReader,
  query: RowQuery,
  asked: readonly string[],
): Promise<RowAnswer[]> {
  const ids = [...new Set(asked)];
  const [only] = ids;
  if (ids.length === 1 && only !== undefined) {
    const answer = await readAlone(connection, query, only);
    return asked.map(() => answer);
  }
  const answers = new Map<string, RowAnswer>(await connection.find(query, ids));
  const missing = ids.filter((id) => !answers.has(id));
  const confirmations = chunksOf(missing).map((chunk) => confirm(connection, query, chunk));
  for (const confirmed of await Promise.all(confirmations)) {
    for (const [id, answer] of confirmed) answers.set(id, answer);
  }
  return asked.map((id) => answers.get(id) ?? (answers.has(id) ? null : unanswered()));
}

/** A 403 can be about the row or about the table: a query over the table fails only in the second case. */
async function readAlone(connection: RowReader, query: RowQuery, id: string): Promise<RowAnswer> {
  try {
    return await connection.row(query, id);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    const found = await connection.find(query, [id]);
    return found.get(id) ?? hidden(error);
  }
}

async function confirm(
  connection: RowReader,
  query: RowQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowAnswer>> {
  try {
    const answers = await connection.each(query, ids);
    return new Map([...answers].map(([id, answer]) => [id, isForbidden(answer) ? hidden(answer) : answer]));
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    return new Map(ids.map((id) => [id, error]));
  }
}

/** Whether it is an error about a missing privilege. */
export function isForbidden(value: unknown): value is DataverseError {
  return value instanceof DataverseError && value.status === 403;
}

/** About this row only, so that one hidden row does not stop everything else. */
function hidden({ code }: DataverseError): DataverseError {
  return new DataverseError({
    kind: 'rejected',
    message: 'Dataverse hides this row from us: the privilege to read it is missing',
    status: 403,
    code,
  });
}

function chunksOf(ids: readonly string[]): string[][] {
  const chunks: string[][] = [];
  for (let start = 0; start < ids.length; start += IDS_PER_CONFIRMATION) {
    chunks.push(ids.slice(start, start + IDS_PER_CONFIRMATION));
  }
  return chunks;
}

/** Never null: an id without an answer must not pass for a deleted row. */
function unanswered(): DataverseError {
  return new DataverseError({ kind: 'protocol', message: 'Dataverse gave no answer for a row' });
}
