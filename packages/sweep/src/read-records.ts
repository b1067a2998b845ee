import type { Table } from '@spotler-connector/anonymization-policy';
import { recordEntries } from './entries.ts';
import type { EarlierReading, RecordPage } from './ports.ts';
import type { ReadingOptions, SweepBase } from './reading.ts';
import { StartOverError } from './start-over-error.ts';
import { type Progress, takeAndKeep } from './take-page.ts';

/** Reads the records that are not read yet: all of them, or those that changed. */
export async function readRecords(options: ReadingOptions, progress: Progress): Promise<void> {
  const { source, tables, entryOptions, base, signal } = options;
  const { records: last } = progress.last;
  const begun = last === undefined ? -1 : tables.indexOf(last.table);
  for (const [index, table] of tables.entries()) {
    if (index < begun || (index === begun && last?.next === null)) continue;
    const since = base && earlierReading(base, table);
    const call = { since, signal };
    let link = index === begun && last !== undefined ? (last.next ?? undefined) : since?.link;
    for (let more = true; more; ) {
      const { records, unreadable, gone, next, changes } = known(await source.records(table, link, call));
      more = next !== undefined;
      link = next;
      const cursor = {
        side: 'records',
        table,
        next: next ?? null,
        changes: changes ?? null,
        unreadable,
        gone,
      } as const;
      await takeAndKeep({ cursor, entries: recordEntries(records, entryOptions) }, options, progress);
    }
  }
}

function earlierReading({ changes, lastAt }: SweepBase, table: Table): EarlierReading | undefined {
  const link = changes[table];
  return link === undefined ? undefined : { link, time: lastAt };
}

function known(page: RecordPage | 'expired'): RecordPage {
  if (page === 'expired') throw new StartOverError();
  return page;
}
