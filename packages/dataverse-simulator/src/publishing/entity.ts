import type { Columns } from '../store/row.ts';
import type { TableDefinition } from '../store/table-definition.ts';
import { attributesOf, contractType } from './contract-value.ts';

/** A Target of Create or Update: typed, with nulls. */
export function targetEntity(definition: TableDefinition, id: string, columns: Columns): unknown {
  return { __type: contractType('Entity'), ...entity(definition, id, columns, false, null) };
}

/** An image: Dataverse writes no `__type` there and leaves null columns out. */
export function imageEntity(definition: TableDefinition, id: string, columns: Columns): unknown {
  return entity(definition, id, columns, true, null);
}

function entity(
  definition: TableDefinition,
  id: string,
  columns: Columns,
  omitNull: boolean,
  rowVersion: string | null,
): object {
  return {
    Attributes: attributesOf(columns, definition, omitNull),
    EntityState: null,
    FormattedValues: [],
    Id: id,
    KeyAttributes: [],
    LogicalName: definition.logicalName,
    RelatedEntities: [],
    RowVersion: rowVersion,
  };
}
