import { badRequest } from '../odata-error.ts';
import { lookupColumn, projectionOf, representRow } from '../rows/row-representation.ts';
import type { RowServices } from '../rows/row-services.ts';
import { isLookup, type Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';

const EXPANSION = /(\w+)(?:\(([^)]*)\))?(?:,|$)/y;

/**
 * The rows that lookups point to, by navigation property, as `$expand` asks for them with an optional
 * `$select`. A row that is missing or invisible is null. @throws {ODataError} 400 for anything else.
 */
export function expandRow(
  row: Row,
  definition: TableDefinition,
  expand: string | undefined,
  services: RowServices,
): Record<string, unknown> {
  const expanded: Record<string, unknown> = {};
  for (const { property, options } of parseExpand(expand)) {
    const column = lookupColumn(property, definition);
    if (definition.columns[column] !== 'lookup') throw badRequest(`'${property}' is not a lookup.`);
    expanded[property] = rowBehind(row.columns[column], options, services);
  }
  return expanded;
}

function rowBehind(value: unknown, options: ReadonlyMap<string, string>, services: RowServices): unknown {
  if (!isLookup(value)) return null;
  const table = services.store.tables.find(({ logicalName }) => logicalName === value.table);
  if (table === undefined || services.isInvisible(value.table, value.id)) return null;
  const row = services.store.get(value.table, value.id);
  if (row === null) return null;
  return representRow(services.security.shown(row), table, projectionOf(options, '', table));
}

function parseExpand(expand = ''): { property: string; options: ReadonlyMap<string, string> }[] {
  const expansions: { property: string; options: ReadonlyMap<string, string> }[] = [];
  EXPANSION.lastIndex = 0;
  while (EXPANSION.lastIndex < expand.length) {
    const [, property, options = ''] = EXPANSION.exec(expand) ?? [];
    if (property === undefined) throw badRequest('Syntax error in $expand.');
    const pairs = options.split(';').filter((option) => option !== '');
    expansions.push({
      property,
      options: new Map(pairs.map((pair) => [pair.split('=')[0] ?? '', pair.split('=')[1] ?? ''])),
    });
  }
  return expansions;
}
