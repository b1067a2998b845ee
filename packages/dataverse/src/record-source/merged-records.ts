import type { RecordRef, Table } from '@spotler-connector/anonymization-policy';
import { chunksOf } from '../values/chunks-of.ts';
import { toGuid } from '../values/guid.ts';
import { manyRows } from '../web-api/ask-rows.ts';
import type { JoinQuestions } from '../web-api/joined-questions.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import type { HeldRow } from './holders.ts';
import type { RecordQueries } from './record-query.ts';

/** Finds the records that were merged into one, directly or by way of others. */
export type FindMerged = (ref: RecordRef) => Promise<HeldRow[]>;

/** Survivors in one filter, which has to fit into a request. */
const MAX_SURVIVORS = 50;

/** Builds a {@link FindMerged}. What is asked at once about several survivors shares a request. */
export function mergedFinder(join: JoinQuestions, queries: RecordQueries): FindMerged {
  const mergedInto: Readonly<Record<Table, (survivorId: string) => Promise<HeldRow[]>>> = {
    contact: joinMerged(join, 'contact', queries.contact),
    lead: joinMerged(join, 'lead', queries.lead),
    account: joinMerged(join, 'account', queries.account),
  };
  return async ({ table, id }) => {
    const found = new Map<string, HeldRow>();
    for (let survivors = [id]; survivors.length > 0; ) {
      const merged = (await Promise.all(survivors.map(mergedInto[table]))).flat();
      const fresh = merged.filter(({ ref }) => ref.id !== id && !found.has(ref.id));
      for (const each of fresh) found.set(each.ref.id, each);
      survivors = fresh.map(({ ref }) => ref.id);
    }
    return [...found.values()];
  };
}

/** Gives each survivor the rows that name it, whoever else was asked about. */
function joinMerged(join: JoinQuestions, table: Table, query: RowQuery) {
  return join({
    questionsAbout: (survivorIds: readonly string[]) =>
      chunksOf(survivorIds, MAX_SURVIVORS).map((chunk) => ({ query, filter: mergedIntoOneOf(chunk) })),
    answersFor: (survivorIds, answers) =>
      survivorIds.map((survivorId, index) =>
        manyRows(answers[Math.floor(index / MAX_SURVIVORS)]).flatMap((row): HeldRow[] => {
          const id = toGuid(row[query.primaryKey]);
          if (id === null || toGuid(row['_masterid_value']) !== survivorId) return [];
          return [{ ref: { table, id }, row }];
        }),
      ),
  });
}

function mergedIntoOneOf(survivorIds: readonly string[]): string {
  const about = new Set(survivorIds.map((id) => `_masterid_value eq ${id}`));
  return `merged eq true and (${[...about].join(' or ')})`;
}
