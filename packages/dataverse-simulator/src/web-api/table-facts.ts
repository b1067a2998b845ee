import type { ApiResponse } from '../api-exchange.ts';
import type { RowServices } from '../rows/row-services.ts';
import { visibleRows } from '../rows/visible-rows.ts';
import type { TableDefinition } from '../store/table-definition.ts';

/** `<entity set>/$count`: plain text, at most 5000 as in Dataverse. */
export function countRows(table: TableDefinition, services: RowServices): ApiResponse {
  const count = Math.min(visibleRows(table, services).length, 5000);
  return { status: 200, headers: { 'Content-Type': 'text/plain' }, body: String(count) };
}
