import { describe, expect, it } from '@jest/globals';
import { TABLES } from '@spotler-connector/anonymization-policy';
import { NO_JOURNAL } from './page-journal.ts';
import type { RecordPage, SweepSource } from './ports.ts';
import { readRecords } from './read-records.ts';
import type { ReadingOptions } from './reading.ts';
import { StartOverError } from './start-over-error.ts';
import type { Cursor } from './stored-page.ts';
import { readingOptions } from './testing/reading-options.ts';
import { aRecord, idOf } from './testing/two-sides.ts';

const EMPTY: RecordPage = { records: [], unreadable: 0, gone: [], next: undefined, changes: undefined };

/** Reads tables of two pages each, and says what was asked and kept. */
function readingTables(changes: Partial<ReadingOptions> = {}) {
  const asked: Parameters<SweepSource['records']>[] = [];
  const kept: Cursor[] = [];
  const { options, progress, comparison } = readingOptions({
    source: {
      async records(...question) {
        asked.push(question);
        const [table, link = 'from the start'] = question;
        if (link.endsWith('page 2')) return { ...EMPTY, changes: `changes of ${table}` };
        const number = TABLES.indexOf(table);
        return { ...EMPTY, records: [aRecord(number, { table })], unreadable: 1, next: `${table} page 2` };
      },
    },
    journal: { ...NO_JOURNAL, append: async ({ cursor }) => void kept.push(cursor) },
    tables: TABLES,
    ...changes,
  });
  return {
    asked,
    kept,
    progress,
    comparison,
    links: () => asked.map(([table, link]) => `${table} ${link}`),
    read: () => readRecords(options, progress),
  };
}

describe('reading records', () => {
  it('reads each table from its beginning to its end, one after the other', async () => {
    const { signal } = new AbortController();
    const { read, asked, kept, links, progress, comparison } = readingTables({ signal });
    await read();
    expect(links()).toEqual(TABLES.flatMap((table) => [`${table} undefined`, `${table} ${table} page 2`]));
    expect(asked.map(([, , options]) => options)).toEqual(asked.map(() => ({ since: undefined, signal })));
    const cursor = { side: 'records', gone: [] };
    expect(kept).toEqual(
      TABLES.flatMap((table) => [
        { ...cursor, table, next: `${table} page 2`, changes: null, unreadable: 1 },
        { ...cursor, table, next: null, changes: `changes of ${table}`, unreadable: 0 },
      ]),
    );
    expect(progress).toMatchObject({ unreadable: 3, changes: { lead: 'changes of lead' } });
    expect(comparison.counts().records).toBe(3);
  });

  it('reads no other tables than it is told to', async () => {
    const { read, links } = readingTables({ tables: ['lead'] });
    await read();
    expect(links()).toEqual(['lead undefined', 'lead lead page 2']);
  });

  it.each([
    {
      table: 'contact',
      next: 'a link',
      expected: ['contact a link', 'contact contact page 2', 'lead undefined'],
    },
    { table: 'contact', next: null, expected: ['lead undefined', 'lead lead page 2', 'account undefined'] },
    { table: 'lead', next: 'a link', expected: ['lead a link', 'lead lead page 2', 'account undefined'] },
    { table: 'lead', next: null, expected: ['account undefined', 'account account page 2'] },
    { table: 'account', next: null, expected: [] },
  ] as const)('goes on behind $table $next', async ({ table, next, expected }) => {
    const { read, links, progress } = readingTables();
    progress.last.records = { side: 'records', table, next, changes: null, unreadable: 0, gone: [] };
    await read();
    expect(links().slice(0, 3)).toEqual(expected);
  });

  it('asks each table for what changed since the sweep before, and one of which it had nothing for all', async () => {
    const base = { changes: { contact: 'since c', account: 'since a' }, lastAt: 17, history: [] };
    const { read, asked, links } = readingTables({ base });
    await read();
    expect(links().filter((link) => !link.endsWith('page 2'))).toEqual([
      'contact since c',
      'lead undefined',
      'account since a',
    ]);
    const since = (link: string) => ({ link, time: 17 });
    expect(asked.map(([, , options]) => options?.since)).toEqual([
      ...[since('since c'), since('since c'), undefined, undefined],
      ...[since('since a'), since('since a')],
    ]);
  });

  it('keeps which records are gone', async () => {
    const gone = [idOf(1), idOf(2)];
    const { read, kept } = readingTables({
      tables: ['lead'],
      source: { records: async () => ({ ...EMPTY, gone }) },
    });
    await read();
    expect(kept).toMatchObject([{ table: 'lead', gone }]);
  });

  it('has everything read when it is not known any more what changed', async () => {
    const { read, kept } = readingTables({ source: { records: async () => 'expired' } });
    await expect(read()).rejects.toBeInstanceOf(StartOverError);
    expect(kept).toEqual([]);
  });
});
