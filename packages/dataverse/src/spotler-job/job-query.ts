import type { RowQuery } from '../web-api/row-query.ts';
import type { JobTable } from './job-table.ts';

/** Annotation with the table that a lookup points to. */
export const LOOKUP_TABLE = 'Microsoft.Dynamics.CRM.lookuplogicalname';

/** Everything that is read of a job. */
export function jobQuery({ table, entitySet, primaryKey, columns }: JobTable): RowQuery {
  const { operation, status, customer, lead, recordVersion } = columns;
  return {
    table,
    entitySet,
    primaryKey,
    columns: [
      primaryKey,
      operation,
      status,
      `_${customer}_value`,
      `_${lead}_value`,
      recordVersion,
      'createdon',
    ],
    annotations: LOOKUP_TABLE,
  };
}

/** Every column that is read or written, so that asking for it shows which of them are missing. */
export function wholeJobQuery(table: JobTable): RowQuery {
  const { resultCode, resultMessage, completedOn } = table.columns;
  const query = jobQuery(table);
  return { ...query, columns: [...query.columns, resultCode, resultMessage, completedOn] };
}
