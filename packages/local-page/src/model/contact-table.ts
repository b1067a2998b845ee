import type { SpotlerSimulator, StoredContact } from '@spotler-connector/spotler-simulator';
import * as t from 'io-ts';
import type { ContactRow, PermissionMark, View } from '../view/view.ts';
import type { Parts } from './parts.ts';
import { createRecentRows } from './recent-rows.ts';
import { MAX_KEPT, MAX_SHOWN, type RecordTable } from './record-table.ts';
import type { Stories } from './stories.ts';

const Permissions = t.readonlyArray(t.type({ bit: t.number, enabled: t.boolean, description: t.string }));

/** The contacts of Spotler, as the page shows them. */
export interface ContactTable {
  /** Takes in that a contact was written or anonymized. */
  onContact(id: string): void;
  /** Looks at these contacts from now on. */
  connect(spotler: Pick<SpotlerSimulator, 'contact'>): void;
  get(id: string): ContactRow | undefined;
  /** The part of them that the page shows; with `find` only those with this text in name, address or id. */
  view(find: string): Omit<View['spotler'], 'fault'>;
}

/** Options of {@link createContactTable}. */
export interface ContactTableOptions {
  readonly parts: Parts;
  readonly stories: Stories;
  readonly records: Pick<RecordTable, 'rankOf'>;
  readonly now: () => number;
}

/** Builds it without contacts. */
export function createContactTable({ parts, stories, records, now }: ContactTableOptions): ContactTable {
  const rows = createRecentRows<ContactRow>(MAX_KEPT);
  let present = 0;
  let gone = 0;
  let contactOf: (id: string) => StoredContact | undefined = () => undefined;

  function count(row: ContactRow | undefined, by: 1 | -1): void {
    if (row?.state === 'present') present += by;
    if (row?.state === 'gone') gone += by;
  }

  return {
    connect(spotler) {
      contactOf = spotler.contact;
    },
    onContact(id) {
      const before = rows.get(id);
      const row = contactRow(id, contactOf(id), { rank: before?.rank ?? records.rankOf(id), at: now() });
      count(before, -1);
      count(row, 1);
      rows.set(id, row);
      const title = wordsFor(before, row);
      stories.tell(id, { at: row.at, lane: 'spotler', title, detail: permissionsIn(row) });
      parts.touch('spotler');
      parts.touch('story');
    },
    get: (id) => rows.get(id),
    view: (find) => ({ present, gone, rows: shown(rows, find) }),
  };
}

function contactRow(
  id: string,
  contact: StoredContact | undefined,
  { rank, at }: { readonly rank: number; readonly at: number },
): ContactRow {
  if (contact === undefined) return { id, rank, at, name: null, email: null, state: 'gone', permissions: [] };
  const { email, firstName, lastName, organisation, permissions } = contact.properties;
  const names = [firstName, lastName].filter((part) => typeof part === 'string');
  const name = names.length > 0 ? names.join(' ') : organisation;
  return {
    id,
    rank,
    at,
    name: typeof name === 'string' ? name : null,
    email: typeof email === 'string' ? email : null,
    state: 'present',
    permissions: marksOf(permissions),
  };
}

function marksOf(permissions: unknown): PermissionMark[] {
  if (!Permissions.is(permissions)) return [];
  return permissions.map(({ description, enabled }) => ({ name: description, enabled }));
}

function wordsFor(before: ContactRow | undefined, row: ContactRow): string {
  if (row.state === 'gone') return 'Anonymized: gone';
  if (before === undefined) return 'Created';
  return before.state === 'gone' ? 'Created again' : 'Written';
}

function permissionsIn({ state, permissions }: ContactRow): string {
  if (state === 'gone') return '';
  const allowed = permissions.filter(({ enabled }) => enabled).map(({ name }) => name);
  return allowed.length === 0 ? 'no mailings' : `may be sent: ${allowed.join(', ')}`;
}

function shown(rows: ReturnType<typeof createRecentRows<ContactRow>>, find: string): ContactRow[] {
  const text = find.trim().toLowerCase();
  if (text === '') return rows.shown(MAX_SHOWN);
  const matching = [...rows.all()].filter(({ id, name, email }) =>
    [id, name ?? '', email ?? ''].some((value) => value.toLowerCase().includes(text)),
  );
  return matching.slice(-MAX_SHOWN).sort((one, other) => other.rank - one.rank);
}
