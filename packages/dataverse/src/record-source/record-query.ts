import type { Table } from '@spotler-connector/anonymization-policy';
import { columnsOf, needsFormattedValues } from '../field-mapping/apply-mapping.ts';
import { emailColumnOf } from '../field-mapping/email-column.ts';
import type { FieldMapping } from '../field-mapping/field-mapping.ts';
import { FORMATTED_VALUES, type RowQuery } from '../web-api/row-query.ts';
import { MERGE_COLUMNS, POLICY_COLUMNS, TABLE_SHAPES } from './table-shape.ts';

/** The query of each table. */
export type RecordQueries = Readonly<Record<Table, RowQuery>>;

/**
 * The columns that are read of each table. @throws {ConfigurationFileError} for a mapping without an address.
 */
export function recordQueries(mapping: FieldMapping, externalIdColumn: string | undefined): RecordQueries {
  return {
    contact: queryOf('contact', mapping, externalIdColumn),
    lead: queryOf('lead', mapping, externalIdColumn),
    account: queryOf('account', mapping, externalIdColumn),
  };
}

function queryOf(table: Table, mapping: FieldMapping, externalIdColumn: string | undefined): RowQuery {
  const rules = mapping[table];
  const { entitySet, primaryKey } = TABLE_SHAPES[table];
  const own = externalIdColumn === undefined ? [] : [externalIdColumn];
  const judged = [...POLICY_COLUMNS, emailColumnOf(table, rules), ...MERGE_COLUMNS];
  return {
    table,
    entitySet,
    primaryKey,
    columns: [...new Set([primaryKey, 'modifiedon', ...judged, ...own, ...columnsOf(rules)])],
    annotations: needsFormattedValues(rules) ? FORMATTED_VALUES : null,
  };
}
