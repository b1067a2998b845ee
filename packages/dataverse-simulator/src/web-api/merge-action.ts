import { randomUUID } from 'node:crypto';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest, rowDoesNotExist } from '../odata-error.ts';
import { parseBody } from '../rows/request-body.ts';
import { columnsOfBody } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import { mergeRows } from '../store/row-operations.ts';
import type { TableDefinition } from '../store/table-definition.ts';

/** The unbound action Merge: `Target`, `Subordinate`, `UpdateContent`, each with `@odata.type`. */
export function mergeAction(request: ApiRequest, services: RowServices): ApiResponse {
  const parameters = parseBody(request.body);
  const target = rowOf(parameters['Target'], services.store.tables);
  const subordinate = rowOf(parameters['Subordinate'], services.store.tables);
  if (target.table !== subordinate.table) throw badRequest('Only rows of one table can be merged.');
  const content = columnsOfBody(
    JSON.stringify(parameters['UpdateContent'] ?? {}),
    target.table,
    services.store.tables,
  );
  const order = {
    table: target.table.logicalName,
    targetId: target.id,
    subordinateId: subordinate.id,
    content,
  };
  const merged = mergeRows(services.store, order, request.headers['x-ms-correlation-id'] ?? randomUUID());
  if (!merged)
    throw rowDoesNotExist(services.absence, {
      table: target.table.logicalName,
      entitySet: target.table.entitySet,
      id: target.id,
    });
  return { status: 204, headers: {} };
}

function rowOf(value: unknown, tables: readonly TableDefinition[]): { table: TableDefinition; id: string } {
  const columns: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {};
  for (const table of tables) {
    const id = columns[table.primaryKey];
    if (typeof id === 'string') return { table, id: id.toLowerCase() };
  }
  throw badRequest('A row to merge has no primary key.');
}
