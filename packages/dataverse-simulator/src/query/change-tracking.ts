import type { ApiRequest, ApiResponse } from '../api-exchange.ts';
import { badRequest, ODataError } from '../odata-error.ts';
import { projectionOf, representRow } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import type { Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { pageSizeOf } from './page-size.ts';

const REFUSED_OPTIONS = ['$filter', '$orderby', '$expand', '$top'];
const TOKEN_LIFE_MS = 7 * 24 * 60 * 60 * 1000;
const TOKEN = /^(\d+)!(\d+)$/;

/**
 * A GET with `Prefer: odata.track-changes`, or of a delta link: every row at first, afterwards what changed
 * and then what was deleted since; 5000 a page at most. Tokens hold the store's version and the time; they
 * expire after seven days. A row that changes while one reads is left to the next delta. The table must have
 * change tracking on (learn: use change tracking to synchronize data).
 */
export function retrieveChanges(
  request: ApiRequest,
  table: TableDefinition,
  services: RowServices,
): ApiResponse {
  for (const option of REFUSED_OPTIONS) {
    if (request.query.has(option)) throw badRequest(`${option} is not supported with change tracking.`);
  }
  if (services.untracked.includes(table.logicalName)) {
    throw badRequest(`Change tracking is not enabled for entity ${table.logicalName}.`);
  }
  const { store, baseUrl } = services;
  const since = sinceOf(request.query.get('$deltatoken'), services.now());
  const { from, to } = cookieIn(request.query.get('$skiptoken')) ?? { from: since, to: store.version() };
  const size = pageSizeOf(request.headers['prefer'] ?? '');
  const found = changesOf(table, services, { since, from, to }, size + 1);
  const shown = found.slice(0, size);
  const projection = projectionOf(request.query, request.headers['prefer'] ?? '', table);
  const select = projection.select === null ? '' : `$select=${projection.select.join(',')}&`;
  const link = (token: string) => `${baseUrl}${table.entitySet}?${select}${token}`;
  const last = shown.at(-1);
  const end =
    found.length > size && last !== undefined
      ? { '@odata.nextLink': link(nextToken(since, services.now(), { from: orderOf(last, to), to })) }
      : { '@odata.deltaLink': link(deltaToken(to, services.now())) };
  const shape = projection.select === null ? '' : `(${projection.select.join(',')})`;
  const context = `${baseUrl}$metadata#${table.entitySet}${shape}`;
  return {
    status: 200,
    headers: { 'Preference-Applied': 'odata.track-changes' },
    body: {
      '@odata.context': since > 0 ? `${context}/$delta` : context,
      ...end,
      value: shown.map((change) =>
        'columns' in change
          ? representRow(services.security.shown(change), table, projection)
          : {
              '@odata.context': `${baseUrl}$metadata#${table.entitySet}/$deletedEntity`,
              id: change.id,
              reason: 'deleted',
            },
      ),
    },
  };
}

/** Rows to show: changed after `from`, in an order of versions where deletions come after every row. */
interface Span {
  readonly since: number;
  readonly from: number;
  readonly to: number;
}

type Change = Row | { readonly id: string; readonly version: number };

function orderOf(change: Change, to: number): number {
  return 'columns' in change ? change.version : to + change.version;
}

/** At most so many changes, in their order. */
function changesOf(
  table: TableDefinition,
  services: RowServices,
  { since, from, to }: Span,
  limit: number,
): Change[] {
  const { store, isInvisible } = services;
  const changes: Change[] = [];
  const ordered = store.byVersion(table.logicalName);
  for (let at = indexAfter(ordered, from); at < ordered.length && changes.length < limit; at++) {
    const row = ordered[at];
    if (row === undefined || row.version > to) break;
    if (!isInvisible(table.logicalName, row.id)) changes.push(row);
  }
  if (since === 0 || changes.length === limit) return changes;
  const deleted = store
    .deletions(table.logicalName)
    .filter((row) => row.version > since && row.version <= to && orderOf(row, to) > from)
    .sort((a, b) => a.version - b.version);
  return [...changes, ...deleted].slice(0, limit);
}

/** Where the rows begin that were changed after a version. */
function indexAfter(ordered: readonly Row[], version: number): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle]?.version ?? 0) <= version) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cookieIn(token: string | undefined): { from: number; to: number } | undefined {
  const [, from, to] = /from="(\d+)" to="(\d+)"/.exec(token ?? '') ?? [];
  return from === undefined || to === undefined ? undefined : { from: Number(from), to: Number(to) };
}

function deltaToken(version: number, now: number): string {
  return `$deltatoken=${encodeURIComponent(`${version}!${now}`)}`;
}

function nextToken(since: number, now: number, { from, to }: Omit<Span, 'since'>): string {
  const cookie = encodeURIComponent(`<cookie from="${from}" to="${to}" />`);
  return `${deltaToken(since, now)}&$skiptoken=${cookie}`;
}

function sinceOf(token: string | undefined, now: number): number {
  if (token === undefined) return 0;
  const [, version, issued] = TOKEN.exec(token) ?? [];
  if (version === undefined || issued === undefined) throw badRequest('The delta token is not valid.');
  if (now - Number(issued) <= TOKEN_LIFE_MS) return Number(version);
  throw new ODataError(410, '0x80044352', 'The data version has expired.');
}
