import type { Columns, Row, RowChange } from './row.ts';
import { createRowTables, type RowTables } from './row-tables.ts';
import type { TableDefinition } from './table-definition.ts';

/** Where the store gets what it must not make up itself. */
export interface StoreHooks {
  /** Epoch milliseconds. */
  now(): number;
  newId(): string;
  /** Called after each commit, in commit order. */
  onChange(change: RowChange): void;
}

/** Rows in memory. Every method commits at once, unless a transaction is around it. */
export interface RowStore {
  /** Every table, as it is defined now. */
  readonly tables: readonly TableDefinition[];
  /** Adds a table, or changes the definition of one and keeps its rows. */
  defineTable(definition: TableDefinition): void;
  /** Takes a table away with its rows; nobody is told. */
  dropTable(table: string): void;
  get(table: string, id: string): Row | null;
  all(table: string): readonly Row[];
  /** Every row, in the order in which they were changed last. */
  byVersion(table: string): readonly Row[];
  /** Rows that have one of these ids, each once; GUIDs ignore case. */
  some(table: string, ids: readonly string[]): readonly Row[];
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

/** The event that an update is told as. */
export type UpdateKind =
  | { readonly message: 'Update' | 'SetState' | 'SetStateDynamicEntity' }
  | { readonly message: 'Merge'; readonly subordinateId: string }
  | { readonly message: null };

/** The parts that the operations below work on. */
interface Parts {
  readonly rows: RowTables;
  readonly hooks: StoreHooks;
  tell(change: RowChange): void;
}

export function createRowStore(tables: readonly TableDefinition[], hooks: StoreHooks): RowStore {
  const rows = createRowTables(tables);
  let held: RowChange[] | null = null;
  const tell = (change: RowChange): void => {
    if (held === null) hooks.onChange(change);
    else held.push(change);
  };
  const parts: Parts = { rows, hooks, tell };
  return {
    tables: rows.definitions,
    defineTable: rows.define,
    dropTable: rows.drop,
    get: (table, id) => rows.live(table).get(id) ?? null,
    all: (table) => [...rows.live(table).values()],
    byVersion: rows.byVersion,
    some: (table, ids) =>
      [...new Set(ids.map((id) => id.toLowerCase()))].flatMap((id) => rows.live(table).get(id) ?? []),
    create: (table, columns, correlationId, id) => create(parts, table, columns, correlationId, id),
    update: (table, id, columns, correlationId, how) => update(parts, table, id, columns, correlationId, how),
    delete: (table, id, correlationId) => remove(parts, table, id, correlationId),
    restore: (table, id, correlationId) => restore(parts, table, id, correlationId),
    deletions: (table) => [...rows.deleted(table)].map(([id, { version }]) => ({ id, version })),
    version: rows.version,
    transaction: (work) => {
      const changes: RowChange[] = [];
      const undo = rows.save();
      held = changes;
      const done = work();
      held = null;
      if (done) for (const change of changes) hooks.onChange(change);
      else undo();
    },
  };
}

function create(parts: Parts, table: string, columns: Columns, correlationId: string, givenId?: string): Row {
  const { rows, hooks, tell } = parts;
  const { defaults, primaryKey } = rows.definition(table);
  const id = givenId ?? hooks.newId();
  const at = hooks.now();
  const stamps = { createdon: instant(at), modifiedon: instant(at), [primaryKey]: id };
  rows.deleted(table).delete(id);
  const after = rows.put(table, id, { ...defaults, ...columns, ...stamps });
  tell({ message: 'Create', before: null, after, submitted: after.columns, correlationId, at });
  return after;
}

function update(
  { rows, hooks, tell }: Parts,
  table: string,
  id: string,
  columns: Columns,
  correlationId: string,
  how: UpdateKind = { message: 'Update' },
): Row | null {
  const before = rows.live(table).get(id);
  if (before === undefined) return null;
  const at = hooks.now();
  const after = rows.put(table, id, { ...before.columns, ...columns, modifiedon: instant(at) });
  if (how.message !== null) tell({ ...how, before, after, submitted: columns, correlationId, at });
  return after;
}

function remove({ rows, hooks, tell }: Parts, table: string, id: string, correlationId: string): boolean {
  const before = rows.remove(table, id);
  if (before === null) return false;
  tell({ message: 'Delete', before, after: null, submitted: {}, correlationId, at: hooks.now() });
  return true;
}

function restore({ rows, hooks, tell }: Parts, table: string, id: string, correlationId: string): Row | null {
  const deletion = rows.deleted(table).get(id);
  if (deletion === undefined) return null;
  rows.deleted(table).delete(id);
  const at = hooks.now();
  const after = rows.put(table, id, { ...deletion.row.columns, modifiedon: instant(at) });
  tell({ message: 'Restore', before: null, after, submitted: {}, correlationId, at });
  return after;
}

function instant(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}
