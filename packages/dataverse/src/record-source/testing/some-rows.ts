import { TABLES, type Table } from '@spotler-connector/anonymization-policy';
import { toGuid } from '../../values/guid.ts';
import type { JsonObject } from '../../values/json-object.ts';
import type { QuestionAnswer, RowQuestion } from '../../web-api/ask-rows.ts';
import { DataverseError } from '../../web-api/dataverse-error.ts';
import type { RowQuery } from '../../web-api/row-query.ts';
import type { RecordConnection } from '../record-source.ts';
import { TABLE_SHAPES } from '../table-shape.ts';
import { aRecordConnection } from './a-record-connection.ts';

/** Test support: the column that holds external ids. */
export const COLUMN = 'new_spotlerid';

/** Test support: the id of a record, by number. */
export function idOf(number: number): string {
  return `6d81597f-0f9f-e711-8122-${String(number).padStart(12, '0')}`;
}

/** Test support: the row of an active record that can be mailed. */
export function aRowOf(table: Table, number: number, given: JsonObject = {}): JsonObject {
  return {
    '@odata.etag': `W/"${number}"`,
    [TABLE_SHAPES[table].primaryKey]: idOf(number),
    statecode: 0,
    emailaddress1: `person-${number}@example.org`,
    donotemail: false,
    donotbulkemail: false,
    modifiedon: '2026-01-02T03:04:05Z',
    merged: false,
    _masterid_value: null,
    [COLUMN]: null,
    ...given,
  };
}

/** Test support: a Dataverse of a few rows, which understands the filters of this folder. */
export interface SomeRows {
  readonly connection: RecordConnection;
  /** The filters that were asked, by table, and ids. */
  readonly asked: string[];
  /** Ids of rows that can't be read by id. */
  readonly hidden: Set<string>;
}

/** Test support: builds it. */
export function someRows(rows: Readonly<Partial<Record<Table, readonly JsonObject[]>>>): SomeRows {
  const asked: string[] = [];
  const hidden = new Set<string>();

  function rowsOf({ primaryKey }: RowQuery): readonly JsonObject[] {
    return TABLES.flatMap((table) =>
      TABLE_SHAPES[table].primaryKey === primaryKey ? (rows[table] ?? []) : [],
    );
  }

  function byId(query: RowQuery, id: string): JsonObject | DataverseError | null {
    asked.push(`${query.table} ${id}`);
    if (hidden.has(`${query.table} ${id}`)) {
      return new DataverseError({ kind: 'authentication', message: 'No', status: 403, code: '0x80042f09' });
    }
    return rowsOf(query).find((row) => row[query.primaryKey] === id) ?? null;
  }

  function answerTo(question: RowQuestion): QuestionAnswer {
    if ('id' in question) return byId(question.query, question.id);
    asked.push(`${question.query.table} where ${question.filter}`);
    return rowsOf(question.query).filter((row) => fits(row, question.filter, question.query.primaryKey));
  }

  const connection = aRecordConnection({
    async row(query, id) {
      const row = byId(query, id);
      if (row instanceof DataverseError) throw row;
      return row;
    },
    ask: async (questions) => questions.map(answerTo),
  });
  return { connection, asked, hidden };
}

/** Texts are compared without regard to case, as Dataverse does. */
function fits(row: JsonObject, filter: string, primaryKey: string): boolean {
  if (filter.startsWith('merged eq true and')) {
    return row['merged'] === true && filter.includes(`eq ${toGuid(row['_masterid_value'])}`);
  }
  const value = String(row[COLUMN] ?? '').toLowerCase();
  const texts = [...filter.matchAll(/new_spotlerid eq '((?:[^']|'')*)'/g)].map(([, text = '']) =>
    text.replaceAll("''", "'").toLowerCase(),
  );
  const parts = [...filter.matchAll(/contains\(new_spotlerid,'((?:[^']|'')*)'\)/g)].map(([, text = '']) =>
    text.replaceAll("''", "'").toLowerCase(),
  );
  const lists = [...filter.matchAll(/PropertyName='(\w+)',PropertyValues=\[([^\]]*)\]/g)];
  return (
    texts.includes(value.trimEnd()) ||
    (filter.includes(`startswith(${COLUMN},' ')`) &&
      value.startsWith(' ') &&
      parts.some((part) => value.includes(part))) ||
    lists.some(([, column = '', list = '']) => list.split(',').includes(`'${row[column]}'`)) ||
    (value === '' && filter.includes(`(${COLUMN} eq null and ${primaryKey} eq ${row[primaryKey]})`))
  );
}
