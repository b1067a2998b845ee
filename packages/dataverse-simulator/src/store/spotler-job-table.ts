import { defaultJobTable } from '@spotler-connector/dataverse';
import type { TableDefinition } from './table-definition.ts';

/** The Spotler Job table of our own solution; a new job is pending. */
export function spotlerJobTable(): TableDefinition {
  const { table, entitySet, primaryKey, columns, operations, statuses } = defaultJobTable();
  return {
    logicalName: table,
    entitySet,
    primaryKey,
    primaryName: columns.name,
    columns: {
      createdon: 'instant',
      modifiedon: 'instant',
      versionnumber: 'number',
      [columns.name]: 'text',
      [columns.operation]: 'choice',
      [columns.customer]: 'lookup',
      [columns.lead]: 'lookup',
      [columns.status]: 'choice',
      [columns.resultCode]: 'text',
      [columns.resultMessage]: 'text',
      [columns.completedOn]: 'instant',
      [columns.recordVersion]: 'text',
    },
    defaults: { [columns.status]: statuses.pending },
    customers: [columns.customer],
    choices: {
      [columns.operation]: [{ value: operations.anonymizeContact, label: 'Anonymize Contact' }],
      [columns.status]: Object.entries(statuses).map(([label, value]) => ({ value, label })),
    },
  };
}
