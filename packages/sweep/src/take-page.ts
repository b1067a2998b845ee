import type { Decision, Table } from '@spotler-connector/anonymization-policy';
import { respelledGuid } from './contact-key.ts';
import { DECISION_WORD, type Entries, RECORD_HEAD } from './entries.ts';
import type { ReadingOptions } from './reading.ts';
import { StartOverError } from './start-over-error.ts';
import type { Cursor, Side, StoredPage } from './stored-page.ts';

/** How far reading has come. */
export interface Progress {
  unreadable: number;
  nameless: number;
  changes: Partial<Record<Table, string>>;
  /** The last page of each side that was read. */
  last: { records?: Extract<Cursor, { side: 'records' }>; contacts?: Extract<Cursor, { side: 'contacts' }> };
}

/** Takes in a page that was read now, and keeps it. */
export async function takeAndKeep(
  { cursor, entries }: Pick<StoredPage, 'cursor' | 'entries'>,
  options: ReadingOptions,
  progress: Progress,
): Promise<void> {
  const { decisions, journal, keepForeignIds } = options;
  take(cursor, entries, options, progress);
  const kept = keepForeignIds ? entries : withoutForeignIds(entries);
  await journal.append({ cursor, entries: kept, decisions: decisions.list() });
}

/** Takes in the pages of a side that this sweep has kept. */
export async function takeKept(side: Side, options: ReadingOptions, progress: Progress): Promise<void> {
  for await (const { cursor, entries, decisions } of options.journal.pages(side)) {
    renumber(entries, decisions, side, options);
    take(cursor, entries, options, progress);
  }
}

/**
 * Takes in what the sweeps before this one knew of a side, the newest first.
 *
 * @throws {StartOverError} when pages of them are missing.
 */
export async function takeHistory(side: Side, options: ReadingOptions): Promise<void> {
  const { base, comparison, onPage } = options;
  for (const { journal, counts } of base?.history ?? []) {
    comparison.goBack(side);
    for await (const { cursor, entries, decisions } of journal.pages(side)) {
      renumber(entries, decisions, side, options);
      addTo(comparison, cursor, entries);
      onPage?.(comparison.counts());
    }
    if (journal.counts()[side] !== counts[side]) throw new StartOverError();
  }
}

function take(
  cursor: Cursor,
  entries: Entries,
  { comparison, onPage }: ReadingOptions,
  progress: Progress,
): void {
  addTo(comparison, cursor, entries);
  if (cursor.side === 'records') {
    progress.last.records = cursor;
    progress.unreadable += cursor.unreadable;
    if (cursor.changes !== null) progress.changes[cursor.table] = cursor.changes;
  } else {
    progress.last.contacts = cursor;
    progress.nameless += cursor.nameless;
  }
  onPage?.(comparison.counts());
}

function addTo(comparison: ReadingOptions['comparison'], cursor: Cursor, entries: Entries): void {
  comparison.drop(cursor);
  if (cursor.side === 'records') comparison.addRecords(entries);
  else comparison.addContacts(entries);
}

/** Each sweep numbers decisions as they come. */
function renumber(
  { words }: Entries,
  theirs: readonly Decision[],
  side: Side,
  { decisions, entryOptions }: ReadingOptions,
): void {
  if (side === 'contacts') return;
  const ours = theirs.map(decisions.numberOf);
  const width = RECORD_HEAD + entryOptions.properties.length;
  for (let at = DECISION_WORD; at < words.length; at += width) words[at] = ours[words[at] ?? 0] ?? 0;
}

/** An id that may be anything may be an address. A GUID in upper case is none. */
function withoutForeignIds({ words, texts }: Entries): Entries {
  return { words, texts: new Map([...texts].filter(([, text]) => respelledGuid(text) !== undefined)) };
}
