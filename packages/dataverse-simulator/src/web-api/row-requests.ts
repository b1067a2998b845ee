import { randomUUID } from 'node:crypto';
import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import {
  badRequest,
  preconditionFailed,
  privilegeDenied,
  recordExists,
  rowDoesNotExist,
} from '../odata-error.ts';
import { expandRow } from '../query/expand-row.ts';
import { etagOf, namesVersion } from '../rows/etag.ts';
import { columnsOfBody, projectionOf, representRow } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import type { Row } from '../store/row.ts';
import { updateInSteps } from '../store/row-operations.ts';
import type { TableDefinition } from '../store/table-definition.ts';

/** One row, read, changed or removed by its id. */
export interface RowAddress {
  readonly table: TableDefinition;
  readonly id: string;
}

export function retrieveRow(
  request: ApiRequest,
  { table, id }: RowAddress,
  services: RowServices,
): ApiResponse {
  const row = visibleRow(table, id, services);
  const prefer = request.headers['prefer'] ?? '';
  const projection = projectionOf(request.query, prefer, table);
  const unchanged = request.headers['if-none-match'];
  const conditional = !projection.annotations && !request.query.has('$expand');
  if (unchanged !== undefined && conditional && namesVersion(unchanged, row))
    return { status: 304, headers: {} };
  return represent(200, row, table, request, services);
}

export function createRow(request: ApiRequest, table: TableDefinition, services: RowServices): ApiResponse {
  const columns = columnsOfBody(request.body, table, services.store.tables);
  for (const name of table.required ?? []) {
    if (columns[name] === undefined || columns[name] === null) throw badRequest(`${name} is missing.`);
  }
  const row = services.store.create(table.logicalName, columns, correlation(request));
  return changed(request, row, table, services, 201);
}

/** PATCH creates a row that is not there, unless If-Match says that it must be. */
export function updateRow(
  request: ApiRequest,
  { table, id }: RowAddress,
  services: RowServices,
): ApiResponse {
  const { store } = services;
  const columns = columnsOfBody(request.body, table, store.tables);
  const ifMatch = request.headers['if-match'];
  const ifNoneMatch = request.headers['if-none-match'];
  const row = store.get(table.logicalName, id);
  if (row === null) {
    if (ifMatch !== undefined) throw missing(table, id, services);
    return changed(
      request,
      store.create(table.logicalName, columns, correlation(request), id),
      table,
      services,
      201,
    );
  }
  if (services.isInvisible(table.logicalName, id)) throw privilegeDenied(table.logicalName);
  if (ifNoneMatch === '*') throw recordExists();
  if (ifMatch !== undefined && !namesVersion(ifMatch, row)) throw preconditionFailed();
  const after = updateInSteps(store, table.logicalName, id, columns, correlation(request)) ?? row;
  return changed(request, after, table, services, 200);
}

export function deleteRow(
  request: ApiRequest,
  { table, id }: RowAddress,
  services: RowServices,
): ApiResponse {
  const row = visibleRow(table, id, services);
  const ifMatch = request.headers['if-match'];
  if (ifMatch !== undefined && !namesVersion(ifMatch, row)) throw preconditionFailed();
  services.store.delete(table.logicalName, id, correlation(request));
  return { status: 204, headers: {} };
}

function missing({ logicalName, entitySet }: TableDefinition, id: string, { absence }: RowServices) {
  return rowDoesNotExist(absence, { table: logicalName, entitySet, id });
}

function visibleRow(table: TableDefinition, id: string, services: RowServices): Row {
  const row = services.store.get(table.logicalName, id);
  if (row === null) throw missing(table, id, services);
  if (services.isInvisible(table.logicalName, id)) throw privilegeDenied(table.logicalName);
  return row;
}

function changed(
  request: ApiRequest,
  row: Row,
  table: TableDefinition,
  services: RowServices,
  status: number,
): ApiResponse {
  const wanted = /return=representation/.test(request.headers['prefer'] ?? '');
  if (wanted) return represent(status, row, table, request, services);
  return { status: 204, headers: { 'OData-EntityId': `${services.baseUrl}${table.entitySet}(${row.id})` } };
}

function represent(
  status: number,
  row: Row,
  table: TableDefinition,
  request: ApiRequest,
  services: RowServices,
): ApiResponse {
  const projection = projectionOf(request.query, request.headers['prefer'] ?? '', table);
  const shape = projection.select === null ? '' : `(${projection.select.join(',')})`;
  return {
    status,
    headers: { ETag: etagOf(row) },
    body: {
      '@odata.context': `${services.baseUrl}$metadata#${table.entitySet}${shape}/$entity`,
      ...representRow(services.security.shown(row), table, projection),
      ...expandRow(row, table, request.query.get('$expand'), services),
    },
  };
}

function correlation(request: ApiRequest): string {
  return request.headers['x-ms-correlation-id'] ?? randomUUID();
}
