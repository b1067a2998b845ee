import type { Columns, RowChange } from '@spotler-connector/dataverse-simulator';
import type { RecordRow } from '../view/view.ts';

/** The tables whose records become contacts. */
export const RECORD_TABLES: readonly string[] = ['contact', 'lead', 'account'];

/** The row that the page shows of a record, from what Dataverse has of it. Pure. */
export function recordRow(
  { table, id, columns }: { readonly table: string; readonly id: string; readonly columns: Columns },
  { rank, at, deleted }: { readonly rank: number; readonly at: number; readonly deleted: boolean },
): RecordRow {
  const email = columns['emailaddress1'];
  const active = (columns['statecode'] ?? 0) === 0;
  const kept = columns['merged'] === true ? 'merged' : active ? 'active' : 'inactive';
  return {
    table,
    id,
    rank,
    at,
    name: nameOf(columns) || id.slice(0, 8),
    email: typeof email === 'string' ? email : null,
    state: deleted ? 'deleted' : kept,
    refusesEmail: columns['donotemail'] === true,
    refusesBulkEmail: columns['donotbulkemail'] === true,
  };
}

/** Puts a change of a record in a few words. Pure. */
export function wordsForChange({ message, submitted }: RowChange): { title: string; detail: string } {
  const names = Object.keys(submitted).filter((name) => name !== 'merged');
  const detail = message === 'Create' || message === 'Delete' ? '' : names.join(', ');
  return { title: TITLES[message], detail };
}

const TITLES: Readonly<Record<RowChange['message'], string>> = {
  Create: 'Created',
  Update: 'Changed',
  Delete: 'Deleted',
  Restore: 'Restored',
  Merge: 'Merged',
  SetState: 'State set',
  SetStateDynamicEntity: 'State set',
};

function nameOf(columns: Columns): string {
  const names = [columns['firstname'], columns['lastname']].filter((part) => typeof part === 'string');
  if (names.length > 0) return names.join(' ');
  const name = columns['name'] ?? columns['companyname'];
  return typeof name === 'string' ? name : '';
}
