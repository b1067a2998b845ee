import { defaultJobTable } from '@spotler-connector/dataverse';
import type { ServiceOptions } from '@spotler-connector/local-services';

type Change = Parameters<NonNullable<NonNullable<ServiceOptions['dataverse']>['onChange']>>[0];

const JOB = defaultJobTable();

/** When something last happened to a record: its place among all changes, and the second on Dataverse's clock. */
interface Moment {
  place: number;
  second: number;
}

/** What Dataverse itself saw of records and orders; no worker's word is taken for it. */
export interface OrderLedger {
  /** Takes note of a committed change. */
  note(change: Change): void;
  /** Whether the order came after the last change of the record, before it, or in the same second as it. */
  lastWord(recordId: string): 'order' | 'change' | 'same second';
  /** Jobs about a record, by id. */
  jobsOf(recordId: string): readonly string[];
  /** Jobs to whose row a result was not written exactly once. */
  notFinishedOnce(): string[];
}

/** Builds a ledger that has seen nothing. */
export function createOrderLedger(): OrderLedger {
  const changed = new Map<string, Moment>();
  const ordered = new Map<string, Moment>();
  const jobs = new Map<string, string[]>();
  const results = new Map<string, number>();
  let place = 0;

  function noteJob({ message, after, submitted, at }: Change): void {
    if (after === null) return;
    const { id } = after;
    if (message === 'Create') {
      const recordId = recordOf(after.columns);
      results.set(id, 0);
      ordered.set(recordId, { place, second: Math.floor(at / 1_000) });
      jobs.set(recordId, [...(jobs.get(recordId) ?? []), id]);
    } else if (Object.hasOwn(submitted, JOB.columns.resultCode)) {
      results.set(id, (results.get(id) ?? 0) + 1);
    }
  }

  return {
    note(change) {
      place += 1;
      const row = change.after ?? change.before;
      if (row === null) return;
      if (row.table === JOB.table) noteJob(change);
      else changed.set(row.id, { place, second: Math.floor(change.at / 1_000) });
    },
    lastWord(recordId) {
      const [change, order] = [changed.get(recordId), ordered.get(recordId)];
      if (order === undefined) return 'change';
      if (change === undefined || order.place > change.place) return 'order';
      return change.second > order.second ? 'change' : 'same second';
    },
    jobsOf: (recordId) => jobs.get(recordId) ?? [],
    notFinishedOnce: () => [...results].flatMap(([id, count]) => (count === 1 ? [] : [id])),
  };
}

function recordOf(columns: Readonly<Record<string, unknown>>): string {
  const lookup = columns[JOB.columns.customer];
  const named = typeof lookup === 'object' && lookup !== null && 'id' in lookup;
  return named ? String(lookup.id) : '';
}
