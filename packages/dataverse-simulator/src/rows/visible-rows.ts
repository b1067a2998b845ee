import type { Row } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import type { RowServices } from './row-services.ts';

/**
 * The rows that a query gets to see, or those of them that have one of `ids`; rows without read privilege are
 * left out without a word, as in Dataverse.
 */
export function visibleRows(
  table: TableDefinition,
  { store, isInvisible, security }: RowServices,
  ids?: readonly string[] | undefined,
): Row[] {
  const rows = ids === undefined ? store.all(table.logicalName) : store.some(table.logicalName, ids);
  return rows.filter(({ id }) => !isInvisible(table.logicalName, id)).map(security.shown);
}
