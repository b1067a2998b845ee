import { randomUUID } from 'node:crypto';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { etagOf } from './rows/etag.ts';
import type { Columns, Row } from './store/row.ts';
import { mergeRows, updateInSteps } from './store/row-operations.ts';
import type { RowStore } from './store/row-store.ts';

/** A row that was asked for is not there. */
export class RowMissing extends Error {
  override readonly name = 'RowMissing';
}

/** The part of a simulator that changes and shows rows. */
export type SimulatorOperations = Pick<
  DataverseSimulator,
  'create' | 'update' | 'delete' | 'restore' | 'merge' | 'setState' | 'get' | 'etag' | 'all' | 'hide' | 'show'
>;

export function simulatorOperations(store: RowStore, hidden: Set<string>): SimulatorOperations {
  return {
    create: async (table, columns, id) => store.create(table, columns, randomUUID(), id).id,
    update: async (table, id, columns) => {
      if (updateInSteps(store, table, id, columns, randomUUID()) === null) throw missing(table, id);
    },
    delete: async (table, id) => {
      if (!store.delete(table, id, randomUUID())) throw missing(table, id);
    },
    restore: async (table, id) => {
      if (store.restore(table, id, randomUUID()) === null) throw missing(table, id);
    },
    merge: async (table, targetId, subordinateId, content = {}) => {
      const order = { table, targetId, subordinateId, content };
      if (!mergeRows(store, order, randomUUID())) throw missing(table, subordinateId);
    },
    setState: async (table, id, { message = 'SetStateDynamicEntity', ...columns }) => {
      if (store.update(table, id, columns, randomUUID(), { message }) === null) throw missing(table, id);
    },
    etag: (table, id) => {
      const row = store.get(table, id);
      return row === null ? null : etagOf(row);
    },
    get: (table, id) => {
      const row = store.get(table, id);
      return row === null ? null : readable(store, row);
    },
    all: (table) => store.all(table).map((row) => readable(store, row)),
    hide: (table, id) => {
      hidden.add(`${table} ${id}`);
    },
    show: (table, id) => {
      hidden.delete(`${table} ${id}`);
    },
  };
}

/** Keys can be written, and read by nobody. */
function readable({ tables }: RowStore, { table, columns }: Row): Columns {
  const writeOnly = tables.find(({ logicalName }) => logicalName === table)?.writeOnly ?? [];
  if (writeOnly.length === 0) return columns;
  return Object.fromEntries(Object.entries(columns).filter(([name]) => !writeOnly.includes(name)));
}

function missing(table: string, id: string): RowMissing {
  return new RowMissing(`There is no ${table} ${id}`);
}
