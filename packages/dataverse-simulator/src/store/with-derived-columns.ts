import type { Columns } from './row.ts';
import type { TableDefinition } from './table-definition.ts';

/** Dataverse keeps a person's full name itself, and whether an endpoint has a key. */
export function withDerivedColumns(columns: Columns, definition: TableDefinition | undefined): Columns {
  if (definition?.logicalName === 'serviceendpoint') {
    return { ...columns, issaskeyset: typeof columns['saskey'] === 'string' && columns['saskey'] !== '' };
  }
  if (definition?.primaryName !== 'fullname') return columns;
  const parts = [columns['firstname'], columns['middlename'], columns['lastname']];
  const fullname = parts.filter((part) => typeof part === 'string' && part !== '').join(' ');
  return { ...columns, fullname, yomifullname: fullname };
}
