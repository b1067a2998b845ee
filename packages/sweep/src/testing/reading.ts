import { setImmediate } from 'node:timers/promises';
import { contactEntries, recordEntries } from '../entries.ts';
import { NO_JOURNAL } from '../page-journal.ts';
import type { SweepContact } from '../ports.ts';
import { readContacts } from '../read-contacts.ts';
import type { SweepBase } from '../reading.ts';
import type { Cursor } from '../stored-page.ts';
import { readingOptions } from './reading-options.ts';
import { aRecord } from './two-sides.ts';

/** Options of reading a list of contacts that may change after each page. */
interface ListOptions {
  readonly pageSize?: number;
  readonly base?: SweepBase;
  readonly signal?: AbortSignal;
  /** How many records were read before. */
  readonly records?: number;
  /** How long an answer takes, in turns of the event loop. */
  readonly turns?: number;
  /** Called after each page with how many were shown. */
  readonly onPage?: (pages: number) => void;
}

/** Test support: reads a list of contacts, and says what was asked and kept, in order. */
export function reading(contacts: SweepContact[], options: ListOptions = {}) {
  const { pageSize = 40, base, signal, records = 0, turns = 0, onPage = () => {} } = options;
  const kept: Cursor[] = [];
  const {
    options: parts,
    progress,
    comparison,
  } = readingOptions({
    target: { contacts: page },
    journal: { ...NO_JOURNAL, append: async ({ cursor }) => void kept.push(cursor) },
    base,
    signal,
  });
  const { entryOptions } = parts;
  const people = Array.from({ length: records }, (_, number) => aRecord(number));
  comparison.addRecords(recordEntries(people, entryOptions));
  const calls: unknown[] = [];
  const events: string[] = [];
  let pages = 0;

  async function page(after: number, call: unknown) {
    calls.push(call);
    events.push(`asked ${after}`);
    const shown = contacts.slice(after, after + pageSize);
    const next = after + pageSize < contacts.length ? after + pageSize : undefined;
    onPage(++pages);
    for (let turn = 0; turn < turns; turn++) await setImmediate();
    events.push(`answered ${after}`);
    return { contacts: shown, next };
  }

  return {
    hash: entryOptions.hash,
    progress,
    calls,
    events,
    comparison,
    cursors: () => kept,
    /** The offsets of all questions. */
    asked: () =>
      events.filter((event) => event.startsWith('asked')).map((event) => Number(event.split(' ')[1])),
    add: (known: readonly SweepContact[]) => comparison.addContacts(contactEntries(known, entryOptions)),
    read: () => readContacts(parts, progress),
  };
}
