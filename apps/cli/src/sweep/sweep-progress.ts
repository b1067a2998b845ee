import type { Clock } from '@spotler-connector/clock';
import type { LastSweep, SideCounts } from '@spotler-connector/sweep';
import { createProgress, type Progress } from '../terminal/progress.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Shows how far reading both sides is. */
export interface ReadingProgress {
  show(counts: SideCounts): void;
  end(): void;
}

/** Reading takes as many rows as the last time, more or less; the first time nobody knows how many. */
export function readingProgress(
  terminal: Pick<Terminal, 'status' | 'log' | 'isTerminal'>,
  last: Pick<LastSweep, 'records' | 'contacts'> | undefined,
  clock: Pick<Clock, 'monotonic'>,
): ReadingProgress {
  let bar: Progress | undefined;
  if (last !== undefined) bar = createProgress(terminal, last.records + last.contacts, clock);
  return {
    show({ records, contacts }) {
      if (bar === undefined) terminal.status(`${records} records and ${contacts} contacts read`);
      else bar.show(records + contacts);
    },
    end: () => terminal.status(''),
  };
}
