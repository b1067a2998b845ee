import type { Columns, Row, RowChange } from './row.ts';
import type { TableDefinition } from './table-definition.ts';
import { withDerivedColumns } from './with-derived-columns.ts';

/** Where the store gets what it must not make up itself. */
export interface StoreSurroundings {
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  /** Called after each commit, in commit order. */
  onChange(change: RowChange): void;
}

/** Rows in memory. Every method commits at once, unless a transaction is around it. */
export interface RowStore {
  tables: readonly TableDefinition[];
  get(table: string, id: string): Row | null;
  all(table: string): readonly Row[];
  create(table: string, columns: Columns, correlationId: string, id?: string): Row;
  /** Null when there is no such row. `message` is null for a change that no step is told of. */
  update(table: string, id: string, columns: Columns, correlationId: string, how?: UpdateKind): Row | null;
  /** False when there is no such row. */
  delete(table: string, id: string, correlationId: string): boolean;
  /** Brings a deleted row back under its id; null when none was deleted. */
  restore(table: string, id: string, correlationId: string): Row | null;
  /** Deleted rows by the version that their deletion made. */
  deletions(table: string): readonly { id: string; version: number }[];
  /** The version of the latest change. */
  version(): number;
  /** Undoes everything that `work` did, and tells nobody of it, when `work` gives false. */
  transaction(work: () => boolean): void;
}

/** What an update is told as. */
export type UpdateKind =
  | { message: 'Update' }
  | { message: 'Merge'; subordinateId: string }
  | { message: null };

interface Deletion {
  row: Row;
  version: number;
}

interface TableRows {
  live: Map<string, Row>;
  deleted: Map<string, Deletion>;
}

const FIRST_VERSION = 1_000_000;

export function createRowStore(
  tables: readonly TableDefinition[],
  surroundings: StoreSurroundings,
): RowStore {
  const content = new Map<string, TableRows>(
    tables.map(({ logicalName }) => [logicalName, { live: new Map(), deleted: new Map() }]),
  );
  let version = FIRST_VERSION;
  let held: RowChange[] | null = null;

  const rowsOf = (table: string): TableRows => {
    const found = content.get(table);
    if (found === undefined) throw new Error(`There is no table ${table}`);
    return found;
  };
  const definitionOf = (table: string) => tables.find(({ logicalName }) => logicalName === table);
  const tell = (change: RowChange) => (held === null ? surroundings.onChange(change) : held.push(change));
  const put = (table: string, id: string, columns: Columns): Row => {
    version += 1;
    const row = { table, id, columns: withDerivedColumns(columns, definitionOf(table)), version };
    rowsOf(table).live.set(id, row);
    return row;
  };

  const create: RowStore['create'] = (table, columns, correlationId, id = surroundings.newId()) => {
    const definition = definitionOf(table);
    const at = surroundings.now();
    const stamps = { createdon: instant(at), modifiedon: instant(at), [definition?.primaryKey ?? 'id']: id };
    rowsOf(table).deleted.delete(id);
    const row = put(table, id, { ...definition?.defaults, ...columns, ...stamps });
    tell({ message: 'Create', before: null, after: row, submitted: row.columns, correlationId, at });
    return row;
  };

  const update: RowStore['update'] = (table, id, columns, correlationId, how = { message: 'Update' }) => {
    const before = rowsOf(table).live.get(id);
    if (before === undefined) return null;
    const at = surroundings.now();
    const after = put(table, id, { ...before.columns, ...columns, modifiedon: instant(at) });
    if (how.message !== null) tell({ ...how, before, after, submitted: columns, correlationId, at });
    return after;
  };

  const remove: RowStore['delete'] = (table, id, correlationId) => {
    const { live, deleted } = rowsOf(table);
    const before = live.get(id);
    if (before === undefined) return false;
    version += 1;
    live.delete(id);
    deleted.set(id, { row: before, version });
    tell({ message: 'Delete', before, after: null, submitted: {}, correlationId, at: surroundings.now() });
    return true;
  };

  const restore: RowStore['restore'] = (table, id, correlationId) => {
    const { deleted } = rowsOf(table);
    const deletion = deleted.get(id);
    if (deletion === undefined) return null;
    deleted.delete(id);
    const at = surroundings.now();
    const row = put(table, id, { ...deletion.row.columns, modifiedon: instant(at) });
    tell({ message: 'Restore', before: null, after: row, submitted: {}, correlationId, at });
    return row;
  };

  const transaction = (work: () => boolean): void => {
    const saved = [...content].map(([name, rows]) => [name, copyOf(rows)] as const);
    const changes: RowChange[] = [];
    held = changes;
    const done = work();
    held = null;
    if (done) for (const change of changes) surroundings.onChange(change);
    else for (const [name, rows] of saved) content.set(name, rows);
  };

  return {
    tables,
    get: (table, id) => rowsOf(table).live.get(id) ?? null,
    all: (table) => [...rowsOf(table).live.values()],
    create,
    update,
    delete: remove,
    restore,
    deletions: (table) =>
      [...rowsOf(table).deleted].map(([id, deletion]) => ({ id, version: deletion.version })),
    version: () => version,
    transaction,
  };
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

function copyOf({ live, deleted }: TableRows): TableRows {
  return { live: new Map(live), deleted: new Map(deleted) };
}
