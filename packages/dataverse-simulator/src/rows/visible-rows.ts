import type { Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { RowServices } from './row-services.ts';

/**
 * The rows that a query gets to see; rows without read privilege are left out without a word, as in
 * Dataverse.
 */
export function visibleRows(table: TableDefinition, { store, isInvisible, security }: RowServices): Row[] {
  const visible = store.all(table.logicalName).filter(({ id }) => !isInvisible(table.logicalName, id));
  return visible.map(security.shown);
}
