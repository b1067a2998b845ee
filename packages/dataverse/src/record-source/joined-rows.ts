import DataLoader from 'dataloader';
import type { JsonObject } from '../change-message/body-member.ts';
import type { DataverseConnection } from '../web-api/connection.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowAnswer } from '../web-api/read-rows.ts';
import type { RowQuery } from '../web-api/row-query.ts';

/** Reads a row, together with the others that are asked for in the same moment. */
export type ReadJoinedRow = (id: string) => Promise<JsonObject | null>;

/** Ids in one query; 1000 reads of one table are four queries. */
const IDS_PER_QUERY = 250;
/** Small, for Dataverse works a batch off one by one (learn: service protection API limits). */
const IDS_PER_CONFIRMATION = 100;

/**
 * Joins reads of one table. Nothing is kept: a read always shows the row as it is after it was asked for.
 * A row that a joined answer lacks is asked for by its id, for absence is not deletion.
 */
export function joinRows(connection: DataverseConnection, query: RowQuery): ReadJoinedRow {
  const loader = new DataLoader<string, JsonObject | null>((ids) => readTogether(connection, query, ids), {
    cache: false,
    maxBatchSize: IDS_PER_QUERY,
  });
  return (id) => loader.load(id);
}

async function readTogether(
  connection: DataverseConnection,
  query: RowQuery,
  asked: readonly string[],
): Promise<RowAnswer[]> {
  const ids = [...new Set(asked)];
  const answers =
    ids.length === 1 ? new Map<string, RowAnswer>() : new Map(await connection.find(query, ids));
  const missing = ids.filter((id) => !answers.has(id));
  for (const confirmed of await Promise.all(
    chunksOf(missing).map((chunk) => confirm(connection, query, chunk)),
  )) {
    for (const [id, answer] of confirmed) answers.set(id, answer);
  }
  return asked.map((id) => {
    const answer = answers.get(id);
    return answer === undefined ? unanswered() : answer;
  });
}

async function confirm(
  connection: DataverseConnection,
  query: RowQuery,
  ids: readonly string[],
): Promise<ReadonlyMap<string, RowAnswer>> {
  const [first] = ids;
  try {
    if (ids.length === 1 && first !== undefined)
      return new Map([[first, await connection.row(query, first)]]);
    return await connection.each(query, ids);
  } catch (error) {
    if (!(error instanceof DataverseError)) throw error;
    return new Map(ids.map((id) => [id, error]));
  }
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
  return new DataverseError({ kind: 'protocol', sentence: 'Dataverse gave no answer for a row' });
}
