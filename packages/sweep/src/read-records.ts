import { recordEntries } from './entries.ts';
import type { RecordPage } from './ports.ts';
import type { ReadingOptions } from './reading.ts';
import { StartOverError } from './start-over-error.ts';
import { type Progress, takeAndKeep } from './take-page.ts';

/**
 * Reads the records that are not read yet: all of them, or those that changed. The next page is asked for
 * while the one before is worked on.
 */
export async function readRecords(options: ReadingOptions, progress: Progress): Promise<void> {
  const { source, tables, entryOptions, base, signal } = options;
  const { records: last } = progress.last;
  const begun = last === undefined ? -1 : tables.indexOf(last.table);
  for (const [index, table] of tables.entries()) {
    if (index < begun || (index === begun && last?.next === null)) continue;
    const since = base?.changes[table];
    const call = { since, signal };
    const link = index === begun && last !== undefined ? (last.next ?? undefined) : since;
    let coming = source.records(table, link, call);
    for (let more = true; more; ) {
      const { records, unreadable, gone, next, changes } = known(await coming);
      more = next !== undefined;
      if (more) coming = asked(source.records(table, next, call));
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

function known(page: RecordPage | 'expired'): RecordPage {
  if (page === 'expired') throw new StartOverError();
  return page;
}

/** A page that is asked for early may fail before anybody waits for it. */
export function asked<T>(page: Promise<T>): Promise<T> {
  page.catch(() => {});
  return page;
}
