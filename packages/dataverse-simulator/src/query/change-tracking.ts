import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest, ODataError } from '../odata-error.ts';
import { projectionOf, representRow } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import { visibleRows } from '../rows/visible-rows.ts';
import type { TableDefinition } from '../store/table-definition.ts';

const REFUSED_OPTIONS = ['$filter', '$orderby', '$expand', '$top'];
const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
const TOKEN = /^(\d+)!(\d+)$/;

/**
 * A GET with `Prefer: odata.track-changes`, or of a delta link: every row at first, afterwards what changed
 * and then what was deleted since. Tokens hold the store's version and the time; they expire after seven
 * days.
 */
export function retrieveChanges(
  request: ApiRequest,
  table: TableDefinition,
  services: RowServices,
): ApiResponse {
  for (const option of REFUSED_OPTIONS) {
    if (request.query.has(option)) throw badRequest(`${option} is not supported with change tracking.`);
  }
  const since = sinceOf(request.query.get('$deltatoken'), services.now());
  const projection = projectionOf(request.query, request.headers['prefer'] ?? '', table);
  const { store, baseUrl } = services;
  const rows = visibleRows(table, services).filter(({ version }) => version > since);
  const deleted =
    since === 0 ? [] : store.deletions(table.logicalName).filter(({ version }) => version > since);
  const select = projection.select === null ? '' : `$select=${projection.select.join(',')}&`;
  const token = encodeURIComponent(`${store.version()}!${services.now()}`);
  return {
    status: 200,
    headers: { 'Preference-Applied': 'odata.track-changes' },
    body: {
      '@odata.context': `${baseUrl}$metadata#${table.entitySet}/$delta`,
      '@odata.deltaLink': `${baseUrl}${table.entitySet}?${select}$deltatoken=${token}`,
      value: [
        ...rows.map((row) => representRow(row, table, projection)),
        ...deleted.map(({ id }) => ({
          '@odata.context': `${baseUrl}$metadata#${table.entitySet}/$deletedEntity`,
          id,
          reason: 'deleted',
        })),
      ],
    },
  };
}

function sinceOf(token: string | undefined, now: number): number {
  if (token === undefined) return 0;
  const [, version, issued] = TOKEN.exec(token) ?? [];
  if (version === undefined || issued === undefined) throw badRequest('The delta token is not valid.');
  if (now - Number(issued) <= TOKEN_LIFE_MS) return Number(version);
  throw new ODataError(410, '0x80044352', 'The data version has expired.');
}
