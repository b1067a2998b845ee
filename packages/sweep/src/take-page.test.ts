import { describe, expect, it } from '@jest/globals';
import type { Decision } from '@spotler-connector/anonymization-policy';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { contactEntries, recordEntries } from './entries.ts';
import { createPageJournal } from './page-journal.ts';
import type { SweepContact, SweepRecord } from './ports.ts';
import type { ReadingOptions } from './reading.ts';
import { StartOverError } from './start-over-error.ts';
import type { Cursor } from './stored-page.ts';
import { takeAndKeep, takeHistory, takeKept } from './take-page.ts';
import { readingOptions } from './testing/reading-options.ts';
import { aContact, aRecord, decisionOn, idOf } from './testing/two-sides.ts';

const WANTED = decisionOn();
const REFUSES = decisionOn({ doNotEmail: true });
const LEFT = { ...decisionOn(), action: 'leave' } as const;

const READ = {
  side: 'records',
  table: 'contact',
  next: null,
  changes: null,
  unreadable: 0,
  gone: [],
} as const;
const SEEN = { side: 'contacts', next: null, nameless: 0, gone: [] } as const;

/** One process of a sweep, whose decisions have these numbers from before. */
function aProcess(changes: Partial<ReadingOptions> = {}, known: readonly Decision[] = []) {
  const { options, progress, comparison } = readingOptions(changes, known);
  const { entryOptions } = options;
  return {
    options,
    progress,
    keepRecords: (records: readonly SweepRecord[], cursor: Cursor = READ) =>
      takeAndKeep({ cursor, entries: recordEntries(records, entryOptions) }, options, progress),
    keepContacts: (contacts: readonly SweepContact[], cursor: Cursor = SEEN) =>
      takeAndKeep({ cursor, entries: contactEntries(contacts, entryOptions) }, options, progress),
    found: () => [...comparison.findings()].map(({ kind, place }) => `${kind} at ${place}`),
    counts: comparison.counts,
  };
}

const PEOPLE = [REFUSES, LEFT, WANTED].map((decision, number) => aRecord(number, { decision }));
const THEIRS = [0, 1, 2].map((number) => aContact(number));

describe('pages that a sweep has kept', () => {
  it('say the same to a process in which decisions have other numbers', async () => {
    const store = createMemoryStore();
    const one = aProcess({ journal: createPageJournal(store, 'a') });
    await one.keepRecords(PEOPLE);
    await one.keepContacts(THEIRS);
    expect(one.found()).toEqual(['must-be-gone at 0']);
    const seen: unknown[] = [];
    const onPage = (counts: unknown) => void seen.push(counts);
    const journal = createPageJournal(store, 'a');
    const other = aProcess({ journal, onPage }, [WANTED, LEFT, REFUSES]);
    await takeKept('records', other.options, other.progress);
    await takeKept('contacts', other.options, other.progress);
    expect(other.found()).toEqual(['must-be-gone at 0']);
    expect(seen).toEqual([
      { records: 3, contacts: 0 },
      { records: 3, contacts: 3 },
    ]);
    expect(other.options.decisions.list()).toEqual([WANTED, LEFT, REFUSES]);
  });

  it('say how far reading has come, and what was not understood up to there', async () => {
    const store = createMemoryStore();
    const one = aProcess({ journal: createPageJournal(store, 'a') });
    await one.keepRecords([], { ...READ, next: 'more', unreadable: 2 });
    await one.keepRecords([], { ...READ, changes: 'changed', unreadable: 3 });
    await one.keepRecords([], { ...READ, table: 'lead', unreadable: 1 });
    await one.keepContacts([], { ...SEEN, next: 5, nameless: 4 });
    await one.keepContacts([], { ...SEEN, nameless: 5 });
    const other = aProcess({ journal: createPageJournal(store, 'a') });
    for (const side of ['records', 'contacts'] as const) await takeKept(side, other.options, other.progress);
    expect(one.progress).toEqual(other.progress);
    expect(other.progress).toEqual({
      unreadable: 6,
      nameless: 9,
      changes: { contact: 'changed' },
      last: {
        records: { ...READ, table: 'lead', unreadable: 1 },
        contacts: { ...SEEN, nameless: 5 },
      },
    });
  });

  it.each([
    { keepForeignIds: false, ids: [idOf(2).toUpperCase()] },
    { keepForeignIds: true, ids: ['S-7', idOf(2).toUpperCase()] },
  ])('have foreign ids: $keepForeignIds, and those of another spelling', async ({ keepForeignIds, ids }) => {
    const store = createMemoryStore();
    const journal = createPageJournal(store, 'a');
    const { keepContacts, found } = aProcess({ journal, keepForeignIds });
    const contacts = ['S-7', idOf(1), idOf(2).toUpperCase()];
    await keepContacts(contacts.map((contactId, number) => aContact(number, { contactId })));
    const kept: string[] = [];
    for await (const { entries } of journal.pages('contacts')) kept.push(...entries.texts.values());
    expect(kept).toEqual(ids);
    // What is compared now has them all.
    expect(found()).toEqual(['foreign-id at 0', 'orphan at 1', 'orphan at 2']);
  });
});

describe('pages of sweeps before', () => {
  /** Keeps a sweep, and gives the base of the next one. */
  async function aNight(
    records: readonly SweepRecord[],
    contacts: readonly SweepContact[],
    cursor: Cursor = READ,
  ) {
    const journal = createPageJournal(createMemoryStore(), 'night');
    const night = aProcess({ journal });
    await night.keepRecords(records, cursor);
    await night.keepContacts(contacts);
    return { journal, counts: journal.counts() };
  }

  it('are taken in behind those that are newer, with other numbers of decisions', async () => {
    const history = [
      await aNight([aRecord(0, { decision: LEFT }), aRecord(3, { decision: REFUSES })], [aContact(3)]),
      await aNight(PEOPLE, THEIRS),
    ];
    const seen: unknown[] = [];
    const base = { changes: {}, lastAt: 1, history };
    const now = aProcess({ base, onPage: (counts) => void seen.push(counts) }, [WANTED]);
    await now.keepRecords([aRecord(1, { decision: REFUSES })]);
    await takeHistory('records', now.options);
    await takeHistory('contacts', now.options);
    expect(now.found()).toEqual(['must-be-gone at 0', 'must-be-gone at 2']);
    expect(seen).toEqual(
      [1, 3, 4]
        .map((records) => ({ records, contacts: 0 }))
        .concat([1, 4].map((contacts) => ({ records: 4, contacts }))),
    );
  });

  it('are not taken in about who is gone by a page that is newer', async () => {
    const gone = { ...READ, gone: [idOf(0), idOf(2)] };
    const base = {
      changes: {},
      lastAt: 1,
      history: [await aNight([], [], gone), await aNight(PEOPLE, THEIRS)],
    };
    const now = aProcess({ base });
    await takeHistory('records', now.options);
    await takeHistory('contacts', now.options);
    expect([now.counts(), now.found()]).toEqual([
      { records: 1, contacts: 3 },
      ['orphan at 1', 'orphan at 2'],
    ]);
  });

  it('do not say by which contact a record goes that is known better', async () => {
    const other = aRecord(0, { contactId: idOf(9) });
    const base = { changes: {}, lastAt: 1, history: [await aNight([other], []), await aNight([], [])] };
    const now = aProcess({ base });
    await now.keepRecords([aRecord(0)]);
    await takeHistory('records', now.options);
    expect([now.counts().records, now.found()]).toEqual([1, ['missing at 0']]);
  });

  it.each([
    { side: 'records', counts: { records: 2, contacts: 1 } },
    { side: 'records', counts: { records: 0, contacts: 1 } },
    { side: 'contacts', counts: { records: 1, contacts: 2 } },
    { side: 'contacts', counts: { records: 1, contacts: 0 } },
  ] as const)('are no use where they are not as many as they were: $counts', async ({ side, counts }) => {
    const night = await aNight(PEOPLE, THEIRS);
    const base = { changes: {}, lastAt: 1, history: [{ ...night, counts }] };
    const { options } = aProcess({ base });
    await expect(takeHistory(side, options)).rejects.toBeInstanceOf(StartOverError);
    const other = side === 'records' ? 'contacts' : 'records';
    await expect(takeHistory(other, options)).resolves.toBeUndefined();
  });

  it('are none without a base', async () => {
    const { options, counts } = aProcess();
    await takeHistory('records', options);
    expect(counts()).toEqual({ records: 0, contacts: 0 });
  });
});
