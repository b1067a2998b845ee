import type { Columns, Row } from './row.ts';
import type { RowStore } from './row-store.ts';

const STATE_COLUMNS = ['statecode', 'statuscode'];

/**
 * An update as Dataverse does it: state and status change in a second step of their own, so that one save
 * sends two messages (learn: special update operation behavior). Null when there is no such row.
 */
export function updateInSteps(
  store: RowStore,
  table: string,
  id: string,
  columns: Columns,
  correlationId: string,
): Row | null {
  const entries = Object.entries(columns);
  const state = entries.filter(([name]) => STATE_COLUMNS.includes(name));
  const rest = entries.filter(([name]) => !STATE_COLUMNS.includes(name));
  if (state.length === 0 || rest.length === 0) return store.update(table, id, columns, correlationId);
  store.update(table, id, Object.fromEntries(rest), correlationId);
  return store.update(table, id, Object.fromEntries(state), correlationId);
}

/** Order of a merge. */
export interface MergeOrder {
  readonly table: string;
  /** The survivor. */
  readonly targetId: string;
  /** The loser, which is deactivated. */
  readonly subordinateId: string;
  /** Columns that the survivor takes over. */
  readonly content: Columns;
}

/**
 * Merges two rows. Only a Merge message is sent: whether Dataverse also sends an Update for the loser is not
 * documented, and this is the case in which more can be missed. False when one of the rows is missing.
 */
export function mergeRows(store: RowStore, order: MergeOrder, correlationId: string): boolean {
  const { table, targetId, subordinateId, content } = order;
  const target = store.get(table, targetId);
  if (target === null || store.get(table, subordinateId) === null || targetId === subordinateId) return false;
  const masterid = { table, id: targetId, name: null };
  const inactive = table === 'lead' ? { statecode: 2, statuscode: 5 } : { statecode: 1, statuscode: 2 };
  const silently = { message: null } as const;
  store.update(table, subordinateId, { ...inactive, merged: true, masterid }, correlationId, silently);
  store.update(table, targetId, content, correlationId, { message: 'Merge', subordinateId });
  return true;
}
