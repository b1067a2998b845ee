import { type RecordRef, TABLES } from '@spotler-connector/anonymization-policy';
import DataLoader from 'dataloader';
import { toGuid } from '../values/guid.ts';
import type { JsonObject } from '../values/json-object.ts';
import { quoted } from '../values/quoted.ts';
import { manyRows, oneRow } from '../web-api/ask-rows.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import { type ExternalIdRules, externalIdFor } from './external-id.ts';
import { isForbidden } from './joined-rows.ts';
import type { RecordQueries } from './record-query.ts';
import type { RecordConnection } from './record-source.ts';

/** A row, and whose it is. */
export interface HeldRow {
  readonly ref: RecordRef;
  readonly row: JsonObject;
}

/** The rows that hold the contact of an external id. `ref` is the record whose contact it is taken for. */
export type FindHolders = (ref: RecordRef, externalId: string) => Promise<HeldRow[]>;

/** Small, for Dataverse works a batch off one by one, and a filter has to fit into a request. */
const MAX_QUESTIONS = 50;

/** Joins questions asked in the same moment into one request. Nothing is kept. */
export function holderFinder(
  connection: Pick<RecordConnection, 'ask'>,
  queries: RecordQueries,
  rules: ExternalIdRules,
): FindHolders {
  if (rules.column === undefined) return byRecordId(connection, queries);
  return byColumn(connection, queries, { ...rules, column: rules.column });
}

/** Ids are unique in a table, but nothing keeps two tables from having the same one. */
function byRecordId(connection: Pick<RecordConnection, 'ask'>, queries: RecordQueries): FindHolders {
  const loader = new DataLoader<RecordRef, HeldRow | null>(
    async (refs) => {
      const answers = await connection.ask(refs.map(({ table, id }) => ({ query: queries[table], id })));
      return refs.map((ref, index) => {
        const row = oneRow(answers[index]);
        if (row instanceof DataverseError) return isForbidden(row) ? hiddenHolder(row) : row;
        return row === null ? null : { ref, row };
      });
    },
    { cache: false, maxBatchSize: 2 * MAX_QUESTIONS },
  );
  return async ({ table }, externalId) => {
    const id = toGuid(externalId);
    if (id === null) return [];
    const others = TABLES.filter((each) => each !== table).map((each) => loader.load({ table: each, id }));
    return (await Promise.all(others)).filter((held) => held !== null);
  };
}

function byColumn(
  connection: Pick<RecordConnection, 'ask'>,
  queries: RecordQueries,
  rules: ExternalIdRules & { readonly column: string },
): FindHolders {
  const loader = new DataLoader<string, HeldRow[]>(
    async (externalIds) => {
      const questions = TABLES.map((table) => ({
        query: queries[table],
        filter: holding(rules, queries[table], externalIds),
      }));
      const answers = await connection.ask(questions);
      const rows = TABLES.flatMap((table, index) => manyRows(answers[index]).map((row) => ({ table, row })));
      return externalIds.map((externalId) =>
        rows.flatMap(({ table, row }) => {
          const id = toGuid(row[queries[table].primaryKey]);
          const held = id !== null && externalIdFor(rules, id, row[rules.column]) === externalId;
          return held ? [{ ref: { table, id }, row }] : [];
        }),
      );
    },
    { cache: false, maxBatchSize: MAX_QUESTIONS },
  );
  return (_, externalId) => loader.load(externalId);
}

/** Dataverse compares texts without regard to case; what is found is compared exactly. */
function holding(
  { column, fallback }: ExternalIdRules & { readonly column: string },
  { primaryKey }: RowQuery,
  externalIds: readonly string[],
): string {
  const ids = fallback === 'none' ? [] : externalIds.flatMap((externalId) => toGuid(externalId) ?? []);
  return [
    ...externalIds.map((externalId) => valueIs(column, externalId)),
    ...ids.map((id) => `(${column} eq null and ${primaryKey} eq ${id})`),
  ].join(' or ');
}

/** A column of numbers can be compared with digits in this form only; other texts are in no such column. */
function valueIs(column: string, value: string): string {
  if (!/^-?\d+$/.test(value)) return `${column} eq ${quoted(value)}`;
  return `Microsoft.Dynamics.CRM.In(PropertyName='${column}',PropertyValues=['${value}'])`;
}

/** It is there, and nobody can tell what it asks for. */
function hiddenHolder({ status, code }: DataverseError): DataverseError {
  return new DataverseError({
    kind: 'rejected',
    message: 'Another table may have a row with the same id, but Dataverse hides it from us',
    status,
    code,
  });
}
