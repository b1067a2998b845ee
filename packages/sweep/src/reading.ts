import type { Table } from '@spotler-connector/anonymization-policy';
import type { Comparison } from './comparison.ts';
import type { Decisions } from './decisions.ts';
import type { EntryOptions } from './entries.ts';
import type { PageCounts, PageJournal } from './page-journal.ts';
import type { CallOptions, SweepSource, SweepTarget } from './ports.ts';

/** The sweeps before this one: only what changed since the last of them is read. */
export interface SweepBase {
  /** Link to what changed since, of each table. */
  readonly changes: Readonly<Record<string, string>>;
  /** When the last of them began, in epoch milliseconds: contacts that were changed after that are read. */
  readonly lastAt: number;
  /** Their pages, the newest sweep first and a full one last, with how many there must be. */
  readonly history: readonly { readonly journal: PageJournal; readonly counts: PageCounts }[];
}

/** The parts that reading both sides needs. */
export interface ReadingOptions extends CallOptions {
  readonly source: Pick<SweepSource, 'records'>;
  readonly target: Pick<SweepTarget, 'contacts'>;
  readonly comparison: Comparison;
  /** The tables to read. */
  readonly tables: readonly Table[];
  readonly decisions: Decisions;
  readonly entryOptions: EntryOptions;
  readonly journal: PageJournal;
  /** Whether the journal keeps ids that may be anything, such as an address. */
  readonly keepForeignIds: boolean;
  /** Default: everything is read. */
  readonly base?: SweepBase | undefined;
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
