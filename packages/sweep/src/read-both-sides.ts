import type { Table } from '@spotler-connector/anonymization-policy';
import type { Comparison } from './comparison.ts';
import type { Decisions } from './decisions.ts';
import { contactEntries, type EntryOptions, recordEntries } from './entries.ts';
import type { PageJournal } from './page-journal.ts';
import type { CallOptions, ContactPage, SweepSource, SweepTarget } from './ports.ts';
import type { Cursor, StoredPage } from './stored-page.ts';

/** The parts that reading both sides needs. */
export interface ReadingOptions extends CallOptions {
  readonly source: Pick<SweepSource, 'records'>;
  readonly target: SweepTarget;
  readonly comparison: Comparison;
  /** The tables to read. */
  readonly tables: readonly Table[];
  readonly decisions: Decisions;
  readonly entryOptions: EntryOptions;
  readonly journal: PageJournal;
  /** Called after each page. */
  readonly onPage?: ((counts: ReturnType<Comparison['counts']>) => void) | undefined;
}

/** Knowledge of both sides beside what is compared. */
export interface ReadingSummary {
  /** Records that are there, but can't be understood. */
  readonly unreadable: number;
  /** Contacts that no external system knows. */
  readonly nameless: number;
  /** Links to what changes from now on, by table. */
  readonly changes: Readonly<Partial<Record<Table, string>>>;
}

/** Contacts of a page that the next one shows again, as part of it. */
const OVERLAP = 20;
/** A list that moves on faster than this is no list. */
const MAX_STEPS_BACK = 50;

/** How far reading has come. */
interface Progress {
  unreadable: number;
  nameless: number;
  changes: Partial<Record<Table, string>>;
  /** The last page that was read. */
  last: Cursor | undefined;
}

/**
 * Reads every record, and then every contact, into the comparison, from where the journal ends. The next page
 * is asked for while the one before is worked on.
 */
export async function readBothSides(options: ReadingOptions): Promise<ReadingSummary> {
  const progress: Progress = { unreadable: 0, nameless: 0, changes: {}, last: undefined };
  for await (const page of options.journal.pages()) {
    for (const decision of page.decisions) options.decisions.numberOf(decision);
    take(page, options, progress);
  }
  await readRecords(options, progress);
  await readContacts(options, progress);
  return progress;
}

function take({ cursor, entries }: StoredPage, options: ReadingOptions, progress: Progress): void {
  const { comparison, onPage } = options;
  progress.last = cursor;
  if (cursor.side === 'records') {
    comparison.addRecords(entries);
    progress.unreadable += cursor.unreadable;
    if (cursor.changes !== null) progress.changes[cursor.table] = cursor.changes;
  } else {
    comparison.addContacts(entries);
    progress.nameless += cursor.nameless;
  }
  onPage?.(comparison.counts());
}

async function keep(
  page: Omit<StoredPage, 'decisions'>,
  options: ReadingOptions,
  progress: Progress,
): Promise<void> {
  take({ ...page, decisions: [] }, options, progress);
  await options.journal.append({ ...page, decisions: options.decisions.list() });
}

async function readRecords(options: ReadingOptions, progress: Progress): Promise<void> {
  const { source, tables, entryOptions, signal } = options;
  const { last } = progress;
  if (last?.side === 'contacts') return;
  const begun = last === undefined ? -1 : tables.indexOf(last.table);
  for (const [index, table] of tables.entries()) {
    if (index < begun || (index === begun && last?.next === null)) continue;
    const link = index === begun && last !== undefined ? (last.next ?? undefined) : undefined;
    let coming = source.records(table, link, { signal });
    for (let more = true; more; ) {
      const { records, unreadable, next, changes } = await coming;
      more = next !== undefined;
      if (more) coming = asked(source.records(table, next, { signal }));
      const cursor = {
        side: 'records',
        table,
        next: next ?? null,
        changes: changes ?? null,
        unreadable,
      } as const;
      await keep({ cursor, entries: recordEntries(records, entryOptions) }, options, progress);
    }
  }
}

/**
 * Entries before a page can leave the list meanwhile, and then some of the next page would never be seen. So
 * pages overlap, and one that does not begin with a contact that is known is asked for again from further
 * back.
 */
async function readContacts(options: ReadingOptions, progress: Progress): Promise<void> {
  const { target, comparison, entryOptions, signal } = options;
  const { last } = progress;
  let after: number | null = last?.side === 'contacts' ? last.next : 0;
  let stepsBack = 0;
  let coming: { readonly after: number; readonly page: Promise<ContactPage> } | undefined;
  while (after !== null) {
    const page: ContactPage = await (coming?.after === after
      ? coming.page
      : target.contacts(after, { signal }));
    const entries = contactEntries(page.contacts, entryOptions);
    if (after > 0 && entries.words.length > 0 && !comparison.hasFirstOf(entries)) {
      if (++stepsBack > MAX_STEPS_BACK)
        throw new RangeError('The list of contacts changes too fast to be read');
      after = Math.max(0, after - page.contacts.length);
      continue;
    }
    const before = comparison.counts().contacts;
    const next = nextOffset(page, after);
    if (next !== null) coming = { after: next, page: asked(target.contacts(next, { signal })) };
    const nameless = page.contacts.filter(({ contactId }) => contactId === undefined).length;
    await keep({ cursor: { side: 'contacts', next, nameless }, entries }, options, progress);
    // The same page again: the offset is not looked at, and a list that says nothing was complete.
    const isSame = after > 0 && stepsBack === 0 && comparison.counts().contacts === before && nameless === 0;
    if (isSame) return;
    after = next;
    stepsBack = 0;
  }
}

function nextOffset({ contacts, next }: ContactPage, after: number): number | null {
  return next === undefined ? null : Math.max(after + 1, next - Math.ceil(contacts.length / OVERLAP));
}

/** A page that is asked for early may fail before anybody waits for it. */
function asked<T>(page: Promise<T>): Promise<T> {
  page.catch(() => {});
  return page;
}
