import type { TableDefinition } from '../store/table-definition.ts';
import type { ApiResponse } from './api-exchange.ts';
import type { RowServices } from './row-services.ts';
import { visibleRows } from './visible-rows.ts';

/** `<entity set>/$count`: plain text, at most 5000 as in Dataverse. */
export function countRows(table: TableDefinition, services: RowServices): ApiResponse {
  const count = Math.min(visibleRows(table, services).length, 5000);
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(count) };
}

/** The part of the metadata that says how tables are called in paths. */
export function entityDefinitions({ store, baseUrl }: RowServices): ApiResponse {
  return {
    status: 200,
    headers: {},
    body: {
      '@odata.context': `${baseUrl}$metadata#EntityDefinitions(EntitySetName,LogicalName)`,
      value: store.tables.map(({ entitySet, logicalName, primaryKey, primaryName }) => ({
        EntitySetName: entitySet,
        LogicalName: logicalName,
        PrimaryIdAttribute: primaryKey,
        PrimaryNameAttribute: primaryName,
      })),
    },
  };
}
