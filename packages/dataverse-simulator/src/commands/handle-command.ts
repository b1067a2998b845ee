import { randomUUID } from 'node:crypto';
import type { RowStore } from '../store/row-store.ts';
import type { ApiRequest, ApiResponse } from '../web-api/api-exchange.ts';
import type { Route } from '../web-api/http-server.ts';

/** The commands below `/_simulator`, for people with curl. Rows are written by their columns' logical names. */
export function createCommands(store: RowStore): Route {
  return (request) => {
    const [table = '', id] = request.path.split('/').filter((segment) => segment !== '');
    if (!store.tables.some(({ logicalName }) => logicalName === table))
      return notFound(`There is no table ${table}`);
    if (id === undefined) return onTable(store, table, request);
    return onRow(store, table, id.toLowerCase(), request);
  };
}

function onTable(store: RowStore, table: string, request: ApiRequest): ApiResponse {
  if (request.method === 'GET') return ok(store.all(table).map(({ columns }) => columns));
  const columns = columnsOf(request.body);
  if (request.method !== 'POST' || columns === null) return usage();
  return ok({ id: store.create(table, columns, randomUUID()).id });
}

function onRow(store: RowStore, table: string, id: string, request: ApiRequest): ApiResponse {
  const row = store.get(table, id);
  if (row === null) return notFound(`There is no ${table} ${id}`);
  if (request.method === 'DELETE') return ok({ deleted: store.delete(table, id, randomUUID()) });
  if (request.method === 'GET') return ok(row.columns);
  const columns = columnsOf(request.body);
  if (request.method !== 'PATCH' || columns === null) return usage();
  return ok(store.update(table, id, columns, randomUUID())?.columns);
}

function columnsOf(body: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function ok(body: unknown): ApiResponse {
  return { status: 200, headers: {}, body };
}

function notFound(message: string): ApiResponse {
  return { status: 404, headers: {}, body: { message } };
}

function usage(): ApiResponse {
  const message =
    'GET or POST /_simulator/<table>, GET, PATCH or DELETE /_simulator/<table>/<id>, columns as a JSON object';
  return { status: 400, headers: {}, body: { message } };
}
