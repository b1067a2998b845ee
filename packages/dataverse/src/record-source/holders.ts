import { type RecordRef, TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { chunksOf } from '../values/chunks-of.ts';
import { toGuid } from '../values/guid.ts';
import type { JsonObject } from '../values/json-object.ts';
import { quoted } from '../values/quoted.ts';
import { manyRows, oneRow, type QuestionAnswer } from '../web-api/ask-rows.ts';
import { DataverseError } from '../web-api/dataverse-error.ts';
import type { JoinQuestions } from '../web-api/joined-questions.ts';
import type { RowQuery } from '../web-api/row-query.ts';
import { type ExternalIdRules, externalIdFor } from './external-id.ts';
import { isForbidden, joinFoundRows, type ReadJoinedRow } from './joined-rows.ts';
import type { RecordQueries } from './record-query.ts';

/** A row, and whose it is. */
export interface HeldRow {
  readonly ref: RecordRef;
  readonly row: JsonObject;
}

/** The rows that hold the contact of an external id. `ref` is the record whose contact it is taken for. */
export type FindHolders = (ref: RecordRef, externalId: string) => Promise<HeldRow[]>;

/** Values in one filter, which has to fit into a request. */
const MAX_VALUES = 50;

/** Joins questions asked at once into one request. Nothing is kept. */
export function holderFinder(
  join: JoinQuestions,
  queries: RecordQueries,
  rules: ExternalIdRules,
): FindHolders {
  if (rules.column === undefined) return byRecordId(join, queries);
  return byColumn(join, queries, { ...rules, column: rules.column });
}

/**
 * Ids are unique in a table, but nothing keeps two tables from having the same one. The record's own table is
 * asked as well, by a query: what says that a row does not exist is a text in any language, and a row that is
 * found is there whatever it said.
 */
function byRecordId(join: JoinQuestions, queries: RecordQueries): FindHolders {
  const findOwn: Readonly<Record<Table, ReadJoinedRow>> = {
    contact: joinFoundRows(join, queries.contact),
    lead: joinFoundRows(join, queries.lead),
    account: joinFoundRows(join, queries.account),
  };
  const find = join<RecordRef, HeldRow | null>({
    questionsAbout: (refs) => refs.map(({ table, id }) => ({ query: queries[table], id })),
    answersFor: (refs, answers) =>
      refs.map((ref, index) => {
        const row = oneRow(answers[index]);
        if (row instanceof DataverseError) return isForbidden(row) ? hiddenHolder(row) : row;
        return row === null ? null : { ref, row };
      }),
  });
  return async ({ table }, externalId) => {
    const id = toGuid(externalId);
    if (id === null) return [];
    const others = TABLES.filter((each) => each !== table).map((each) => find({ table: each, id }));
    const own = findOwn[table](id).then((row) => row && { ref: { table, id }, row });
    return (await Promise.all([own, ...others])).filter((held) => held !== null);
  };
}

function byColumn(
  join: JoinQuestions,
  queries: RecordQueries,
  rules: ExternalIdRules & { readonly column: string },
): FindHolders {
  const find = join<string, HeldRow[]>({
    questionsAbout: (externalIds) =>
      chunksOf([...new Set(externalIds)], MAX_VALUES).flatMap((chunk) =>
        TABLES.map((table) => ({ query: queries[table], filter: holding(rules, queries[table], chunk) })),
      ),
    answersFor(externalIds, answers) {
      const held = heldRows(answers, queries, rules);
      return externalIds.map((externalId) => held.get(externalId) ?? []);
    },
  });
  return (_, externalId) => find(externalId);
}

/** The rows by the external ids that they hold. @throws {DataverseError} when one question has no answer. */
function heldRows(
  answers: readonly QuestionAnswer[],
  queries: RecordQueries,
  rules: ExternalIdRules & { readonly column: string },
): ReadonlyMap<string, HeldRow[]> {
  const held = new Map<string, HeldRow[]>();
  const seen = new Set<string>();
  for (const [index, answer] of answers.entries()) {
    for (const row of manyRows(answer)) {
      const table = TABLES[index % TABLES.length];
      const id = table === undefined ? null : toGuid(row[queries[table].primaryKey]);
      if (table === undefined || id === null || seen.has(`${table}/${id}`)) continue;
      seen.add(`${table}/${id}`);
      const externalId = externalIdFor(rules, id, row[rules.column]);
      if (externalId === null) continue;
      held.set(externalId, [...(held.get(externalId) ?? []), { ref: { table, id }, row }]);
    }
  }
  return held;
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
    ...behindBlanks(
      column,
      externalIds.filter((externalId) => !NUMBER.test(externalId)),
    ),
  ].join(' or ');
}

/**
 * Dataverse ignores blanks at the end of a text and none at its beginning. Whoever has a value like that is
 * refused when it is read, so that nobody's contact is erased in its place.
 */
function behindBlanks(column: string, texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return [];
  const parts = texts.map((text) => `contains(${column},${quoted(text)})`);
  return [`(startswith(${column},' ') and (${parts.join(' or ')}))`];
}

const NUMBER = /^-?\d+$/;

/** A column of numbers can be compared with digits in this form only; other texts are in no such column. */
function valueIs(column: string, value: string): string {
  if (!NUMBER.test(value)) return `${column} eq ${quoted(value)}`;
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
