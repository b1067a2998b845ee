import type { Columns, Row, RowChange } from './row.ts';
import type { TableDefinition } from './table-definition.ts';

/** Where the store gets what it must not make up itself. */
export interface StoreSurroundings {
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  /** Called after each commit, in commit order. */
  onChange(change: RowChange): void;
}

/** Rows in memory. Every method commits at once; there are no transactions. */
export interface RowStore {
  tables: readonly TableDefinition[];
  get(table: string, id: string): Row | null;
  all(table: string): readonly Row[];
  create(table: string, columns: Columns, correlationId: string, id?: string): Row;
  /** Null when there is no such row. */
  update(table: string, id: string, columns: Columns, correlationId: string): Row | null;
  /** False when there is no such row. */
  delete(table: string, id: string, correlationId: string): boolean;
  /** Deleted rows and when they went, by version, for change tracking. */
  deletions(table: string): readonly { id: string; version: number }[];
  version(): number;
}

const FIRST_VERSION = 1_000_000;

export function createRowStore(
  tables: readonly TableDefinition[],
  surroundings: StoreSurroundings,
): RowStore {
  const rows = new Map(tables.map(({ logicalName }) => [logicalName, new Map<string, Row>()]));
  const deleted = new Map(tables.map(({ logicalName }) => [logicalName, new Map<string, number>()]));
  let version = FIRST_VERSION;

  const rowsOf = (table: string): Map<string, Row> => {
    const found = rows.get(table);
    if (found === undefined) throw new Error(`There is no table ${table}`);
    return found;
  };
  const instant = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;
  const commit = (row: Row, change: Omit<RowChange, 'after' | 'at'>, at: number): Row => {
    rowsOf(row.table).set(row.id, row);
    surroundings.onChange({ ...change, after: row, at });
    return row;
  };

  return {
    tables,
    get: (table, id) => rowsOf(table).get(id) ?? null,
    all: (table) => [...rowsOf(table).values()],
    create: (table, columns, correlationId, id = surroundings.newId()) => {
      const definition = tables.find(({ logicalName }) => logicalName === table);
      const at = surroundings.now();
      const stamps = {
        createdon: instant(at),
        modifiedon: instant(at),
        [definition?.primaryKey ?? 'id']: id,
      };
      const values = withDerived({ ...definition?.defaults, ...columns, ...stamps }, definition);
      deleted.get(table)?.delete(id);
      version += 1;
      const row = { table, id, columns: values, version };
      return commit(row, { message: 'Create', before: null, submitted: values, correlationId }, at);
    },
    update: (table, id, columns, correlationId) => {
      const before = rowsOf(table).get(id);
      if (before === undefined) return null;
      const definition = tables.find(({ logicalName }) => logicalName === table);
      const at = surroundings.now();
      const values = withDerived({ ...before.columns, ...columns, modifiedon: instant(at) }, definition);
      version += 1;
      const row = { table, id, columns: values, version };
      return commit(row, { message: 'Update', before, submitted: columns, correlationId }, at);
    },
    delete: (table, id, correlationId) => {
      const before = rowsOf(table).get(id);
      if (before === undefined) return false;
      version += 1;
      rowsOf(table).delete(id);
      deleted.get(table)?.set(id, version);
      const at = surroundings.now();
      surroundings.onChange({ message: 'Delete', before, after: null, submitted: {}, correlationId, at });
      return true;
    },
    deletions: (table) => [...(deleted.get(table) ?? [])].map(([id, at]) => ({ id, version: at })),
    version: () => version,
  };
}

function withDerived(columns: Columns, definition: TableDefinition | undefined): Columns {
  if (definition?.primaryName !== 'fullname') return columns;
  const parts = [columns['firstname'], columns['middlename'], columns['lastname']];
  const fullname = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
  return { ...columns, fullname, yomifullname: fullname };
}
