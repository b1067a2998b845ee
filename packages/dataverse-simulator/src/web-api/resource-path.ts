import { badRequest, unknownResource } from '../odata-error.ts';
import type { TableDefinition } from '../store/table-definition.ts';

/** The resource that a path points at. */
export type Resource =
  | { readonly kind: 'function'; readonly name: string }
  | { readonly kind: 'collection' | 'count'; readonly table: TableDefinition }
  | { readonly kind: 'row'; readonly table: TableDefinition; readonly id: string }
  | {
      readonly kind: 'property';
      readonly table: TableDefinition;
      readonly id: string;
      readonly property: string;
    };

const SEGMENT = /^(\w+)(?:\(([^)]*)\))?(?:\/(\$?\w+))?$/;
const GUID = /^\{?([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\}?$/i;
const FUNCTIONS = new Set(['WhoAmI', 'Merge']);

/** @throws {ODataError} 404 for an unknown entity set, 400 for a key that is no GUID. */
export function parseResourcePath(path: string, tables: readonly TableDefinition[]): Resource {
  const [, name = '', key, below] = SEGMENT.exec(path) ?? [];
  if (FUNCTIONS.has(name) && (key === undefined || key === '') && below === undefined)
    return { kind: 'function', name };
  const table = tables.find(({ entitySet }) => entitySet === name);
  if (table === undefined) throw unknownResource(name === '' ? path : name);
  if (key === undefined) {
    if (below === undefined) return { kind: 'collection', table };
    if (below === '$count') return { kind: 'count', table };
    throw unknownResource(below);
  }
  const id = GUID.exec(key)?.[1]?.toLowerCase();
  if (id === undefined) throw badRequest('Bad Request - Error in query syntax.');
  return below === undefined ? { kind: 'row', table, id } : { kind: 'property', table, id, property: below };
}
