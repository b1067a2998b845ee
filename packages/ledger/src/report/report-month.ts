import type { ObjectStore } from '@spotler-connector/object-store';
import { entriesIn } from '../block-lines.ts';
import { readBlocks } from '../read-blocks.ts';
import { createMonthCounter } from './month-counter.ts';
import type { MonthReport } from './month-report.ts';

/** Options of a month's report. */
export interface ReportOptions {
  /** Called now and then with how many entries were read. */
  readonly onProgress?: ((entries: number) => void) | undefined;
}

const PROGRESS_ENTRIES = 10_000;

/**
 * Counts a month's evidence, without reading any other month. It counts what is there and verifies nothing.
 *
 * @throws {ObjectStoreError} when the store can't be read.
 */
export async function reportMonth(
  store: ObjectStore,
  month: string,
  { onProgress }: ReportOptions = {},
): Promise<MonthReport> {
  const counter = createMonthCounter(month);
  for await (const block of readBlocks(store, month)) {
    if (block.place === undefined) continue;
    for (const entry of entriesIn(block.body)) {
      counter.add(entry);
      if (counter.entries % PROGRESS_ENTRIES === 0) onProgress?.(counter.entries);
    }
  }
  return counter.report();
}
