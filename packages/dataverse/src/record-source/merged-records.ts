import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { chunksOf } from '../values/chunks-of.ts';
import { toGuid } from '../values/guid.ts';
import { manyRows } from '../web-api/ask-rows.ts';
import type { HeldRow } from './holders.ts';
import type { RecordQueries } from './record-query.ts';
import type { RecordConnection } from './record-source.ts';

/** Finds the records that were merged into one, directly or by way of others. */
export type FindMerged = (ref: RecordRef) => Promise<HeldRow[]>;

/** Survivors in one query. */
const MAX_SURVIVORS = 50;

/** Builds a {@link FindMerged}: one request for each generation of merges. */
export function mergedFinder(connection: Pick<RecordConnection, 'ask'>, queries: RecordQueries): FindMerged {
  async function mergedInto(table: RecordRef['table'], ids: readonly string[]): Promise<HeldRow[]> {
    const query = queries[table];
    const questions = chunksOf(ids, MAX_SURVIVORS).map((chunk) => ({
      query,
      filter: `merged eq true and (${chunk.map((id) => `_masterid_value eq ${id}`).join(' or ')})`,
    }));
    const answers = await connection.ask(questions);
    return answers.flatMap(manyRows).flatMap((row) => {
      const id = toGuid(row[query.primaryKey]);
      return id === null ? [] : [{ ref: { table, id }, row }];
    });
  }

  return async ({ table, id }) => {
    const found = new Map<string, HeldRow>();
    for (let survivors = [id]; survivors.length > 0; ) {
      const merged = await mergedInto(table, survivors);
      const fresh = merged.filter(({ ref }) => ref.id !== id && !found.has(ref.id));
      for (const each of fresh) found.set(each.ref.id, each);
      survivors = fresh.map(({ ref }) => ref.id);
    }
    return [...found.values()];
  };
}
