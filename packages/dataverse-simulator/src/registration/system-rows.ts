import type { Organization } from '../publishing/execution-context.ts';
import type { RowStore } from '../store/row-store.ts';
import { stableId } from '../store/stable-id.ts';
import type { TableDefinition } from '../store/table-definition.ts';

/** Events that steps can be registered for. */
const MESSAGES = [
  'Assign',
  'Create',
  'Delete',
  'Merge',
  'Restore',
  'SetState',
  'SetStateDynamicEntity',
  'Update',
];
/** Tables of which there are no rows here. */
const ONLY_PRIVILEGES = ['user', 'attributemaskingrule'];
/** Only these tables have it. */
const MERGED = ['account', 'contact', 'lead'];
const VERBS = ['Create', 'Read', 'Write', 'Delete', 'Append', 'AppendTo', 'Assign', 'Share'];
const STARTUP = 'startup';

/** Adds the rows that an environment has from its beginning. */
export function addSystemRows(
  store: RowStore,
  system: readonly TableDefinition[],
  { id, name, businessUnitId }: Organization,
): void {
  store.create('organization', { name, languagecode: 1033 }, STARTUP, id);
  store.create('businessunit', { name, parentbusinessunitid: null }, STARTUP, businessUnitId);
  for (const message of MESSAGES) store.create('sdkmessage', { name: message }, STARTUP, messageId(message));
  for (const { logicalName } of system) addPrivileges(store, logicalName);
  for (const table of ONLY_PRIVILEGES) addPrivileges(store, table);
}

/** Adds the rows that come with a table: its events, and privileges on it. */
export function addTableRows(store: RowStore, { logicalName }: TableDefinition): void {
  for (const message of MESSAGES) {
    if (message === 'Merge' && !MERGED.includes(logicalName)) continue;
    const sdkmessageid = { table: 'sdkmessage', id: messageId(message), name: message };
    const columns = { name: null, primaryobjecttypecode: logicalName, sdkmessageid };
    store.create('sdkmessagefilter', columns, STARTUP, stableId('filter', message, logicalName));
  }
  addPrivileges(store, logicalName);
}

function addPrivileges(store: RowStore, table: string): void {
  for (const verb of VERBS) {
    store.create('privilege', { name: `prv${verb}${table}` }, STARTUP, stableId('privilege', verb, table));
  }
}

function messageId(message: string): string {
  return stableId('sdkmessage', message);
}
