import type { Columns, Row } from './row.ts';
import type { TableDefinition } from './table-definition.ts';
import { withDerivedColumns } from './with-derived-columns.ts';

/** Live and deleted rows of every table, and the version that grows with each change. */
export interface RowTables {
  definition(table: string): TableDefinition;
  /** Every table, as it is defined now. */
  readonly definitions: readonly TableDefinition[];
  /** Adds a table, or changes the definition of one and keeps its rows. */
  define(definition: TableDefinition): void;
  /** Takes a table away with its rows. */
  drop(table: string): void;
  live(table: string): Map<string, Row>;
  deleted(table: string): Map<string, { row: Row; version: number }>;
  /** Live rows in the order of their versions. It is kept until the table changes. */
  byVersion(table: string): readonly Row[];
  /** Makes this the row's content, with a new version. */
  put(table: string, id: string, columns: Columns): Row;
  /** Moves a row to the deleted ones; null when it is not there. */
  remove(table: string, id: string): Row | null;
  version(): number;
  /** Gives a function that brings back what is there now. */
  save(): () => void;
}

interface TableRows {
  readonly live: Map<string, Row>;
  readonly deleted: Map<string, { readonly row: Row; readonly version: number }>;
  /** Undefined once a row has changed. */
  byVersion?: readonly Row[] | undefined;
}

const FIRST_VERSION = 1_000_000;

/** Every method throws for an unknown table. */
export function createRowTables(given: readonly TableDefinition[]): RowTables {
  const tables = [...given];
  const content = new Map<string, TableRows>();
  for (const { logicalName } of tables) content.set(logicalName, { live: new Map(), deleted: new Map() });
  let version = FIRST_VERSION;

  const definition = (table: string): TableDefinition => {
    const found = tables.find(({ logicalName }) => logicalName === table);
    if (found === undefined) throw new Error(`There is no table ${table}`);
    return found;
  };
  const rowsOf = (table: string): TableRows => {
    const { logicalName } = definition(table);
    return content.get(logicalName) ?? { live: new Map(), deleted: new Map() };
  };

  return {
    definition,
    definitions: tables,
    define: (changed) => {
      const place = tables.findIndex(({ logicalName }) => logicalName === changed.logicalName);
      if (place >= 0) tables[place] = changed;
      else {
        tables.push(changed);
        content.set(changed.logicalName, { live: new Map(), deleted: new Map() });
      }
    },
    drop: (table) => {
      const place = tables.findIndex(({ logicalName }) => logicalName === table);
      if (place >= 0) tables.splice(place, 1);
      content.delete(table);
    },
    live: (table) => rowsOf(table).live,
    deleted: (table) => rowsOf(table).deleted,
    byVersion: (table) => inOrder(rowsOf(table)),
    put: (table, id, columns) => {
      version += 1;
      const row = { table, id, columns: withDerivedColumns(columns, definition(table)), version };
      changing(rowsOf(table)).live.set(id, row);
      return row;
    },
    remove: (table, id) => {
      const { live, deleted } = changing(rowsOf(table));
      const row = live.get(id);
      if (row === undefined) return null;
      version += 1;
      live.delete(id);
      deleted.set(id, { row, version });
      return row;
    },
    version: () => version,
    save: () => {
      const saved = [...content].map(([name, rows]) => [name, copyOf(rows)] as const);
      return () => {
        for (const [name, rows] of saved) content.set(name, rows);
      };
    },
  };
}

function inOrder(rows: TableRows): readonly Row[] {
  rows.byVersion ??= [...rows.live.values()].sort((a, b) => a.version - b.version);
  return rows.byVersion;
}

function changing(rows: TableRows): TableRows {
  rows.byVersion = undefined;
  return rows;
}

function copyOf({ live, deleted }: TableRows): TableRows {
  return { live: new Map(live), deleted: new Map(deleted) };
}
