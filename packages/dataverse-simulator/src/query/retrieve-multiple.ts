import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest } from '../odata-error.ts';
import { columnOfProperty, projectionOf, representRow } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import { visibleRows } from '../rows/visible-rows.ts';
import { isLookup, type Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { retrieveChanges } from './change-tracking.ts';
import { compareValues, compileFilter, valuesBoundBy } from './compile-filter.ts';
import { expandRow } from './expand-row.ts';
import { askedPageSize, MAX_PAGE_SIZE, pageSizeOf } from './page-size.ts';
import { parseFilter } from './parse-filter.ts';

const KNOWN_OPTIONS = new Set([
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$count',
  '$skiptoken',
  '$deltatoken',
  '$expand',
]);

/** A GET of an entity set. Rows that the caller may not see are left out without a word, as in Dataverse. */
export function retrieveMultiple(
  request: ApiRequest,
  table: TableDefinition,
  services: RowServices,
): ApiResponse {
  for (const option of request.query.keys()) {
    if (option.startsWith('$') && !KNOWN_OPTIONS.has(option))
      throw badRequest(`The query option '${option}' is not supported.`);
  }
  const prefer = request.headers['prefer'] ?? '';
  if (request.query.has('$deltatoken') || /odata\.track-changes/.test(prefer)) {
    return retrieveChanges(request, table, services);
  }
  const found = sorted(filtered(request, table, services), request, table);
  const top = Number(request.query.get('$top') ?? Number.POSITIVE_INFINITY);
  if (!(top > 0)) throw badRequest('Invalid value for $top.');
  const page = pageOf(found.slice(0, top), request, prefer);
  const projection = projectionOf(request.query, prefer, table);
  const shape = projection.select === null ? '' : `(${projection.select.join(',')})`;
  return {
    status: 200,
    headers: page.size === null ? {} : { 'Preference-Applied': `odata.maxpagesize=${page.size}` },
    body: {
      '@odata.context': `${services.baseUrl}$metadata#${table.entitySet}${shape}`,
      '@odata.count':
        request.query.get('$count') === 'true' ? Math.min(found.length, MAX_PAGE_SIZE) : undefined,
      value: page.rows.map((row) => ({
        ...representRow(row, table, projection),
        ...expandRow(row, table, request.query.get('$expand'), services),
      })),
      '@odata.nextLink': page.next === null ? undefined : nextLink(request, table, services, page.next),
    },
  };
}

/** A filter that names ids looks at their rows only, so that asking for a hundred of a million is cheap. */
function filtered(request: ApiRequest, table: TableDefinition, services: RowServices): Row[] {
  const filter = request.query.get('$filter');
  if (filter === undefined) return visibleRows(table, services);
  const expression = parseFilter(filter);
  const matches = compileFilter(expression);
  return visibleRows(table, services, valuesBoundBy(expression, table.primaryKey)).filter((row) =>
    matches((property) => propertyOf(row, property, table)),
  );
}

function sorted(rows: Row[], request: ApiRequest, table: TableDefinition): Row[] {
  const keys = (request.query.get('$orderby') ?? '').split(',').filter((key) => key.trim() !== '');
  const orders = keys.map((key) => {
    const [property = '', direction = 'asc'] = key.trim().split(/\s+/);
    columnOfProperty(property, table);
    return { property, sign: direction === 'desc' ? -1 : 1 };
  });
  if (orders.length === 0) return rows;
  return [...rows].sort((a, b) => {
    for (const { property, sign } of orders) {
      const order = compareValues(propertyOf(a, property, table), propertyOf(b, property, table));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

function propertyOf(row: Row, property: string, table: TableDefinition): unknown {
  const column = columnOfProperty(property, table);
  if (column === 'versionnumber') return row.version;
  const value = row.columns[column] ?? null;
  return isLookup(value) ? value.id : value;
}

/** The skip token carries the offset; `$top` and a page size exclude each other in Dataverse, `$top` wins. */
function pageOf(rows: Row[], request: ApiRequest, prefer: string) {
  const size = askedPageSize(prefer) ?? null;
  const limit = pageSizeOf(prefer);
  const start = Number(/offset="(\d+)"/.exec(request.query.get('$skiptoken') ?? '')?.[1] ?? 0);
  const next = start + limit < rows.length && !request.query.has('$top') ? start + limit : null;
  return { rows: rows.slice(start, start + limit), size, next };
}

function nextLink(
  request: ApiRequest,
  table: TableDefinition,
  services: RowServices,
  offset: number,
): string {
  const options = [...request.query].filter(([name]) => name !== '$skiptoken');
  const query = [...options, ['$skiptoken', `<cookie offset="${offset}" />`]]
    .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${services.baseUrl}${table.entitySet}?${query}`;
}
