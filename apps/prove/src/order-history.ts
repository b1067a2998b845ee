import { defaultJobTable } from '@spotler-connector/dataverse';
import type { ServiceOptions } from '@spotler-connector/local-services';

type Change = Parameters<NonNullable<NonNullable<ServiceOptions['dataverse']>['onChange']>>[0];

const JOB = defaultJobTable();

/** The last time that something happened to a record. */
interface Occurrence {
  /** Its place among all changes. */
  readonly index: number;
  /** The second on Dataverse's clock. */
  readonly second: number;
}

/** Changes of records and orders, as committed by Dataverse. */
export interface OrderHistory {
  /** Adds a committed change. */
  add(change: Change): void;
  /** Says whether the order came after the record's last change, before it, or in the same second. */
  latest(recordId: string): 'order' | 'change' | 'same second';
  /** Jobs about a record, by id. */
  jobsOf(recordId: string): readonly string[];
  /** Jobs whose row was not given a result exactly once. */
  notFinishedOnce(): readonly string[];
}

/** Builds an empty history. */
export function createOrderHistory(): OrderHistory {
  const changed = new Map<string, Occurrence>();
  const ordered = new Map<string, Occurrence>();
  const jobs = new Map<string, string[]>();
  const results = new Map<string, number>();
  let index = 0;

  function addJob({ message, after, submitted, at }: Change): void {
    if (after === null) return;
    const { id } = after;
    if (message === 'Create') {
      const recordId = recordOf(after.columns);
      results.set(id, 0);
      ordered.set(recordId, { index, second: Math.floor(at / 1_000) });
      jobs.set(recordId, [...(jobs.get(recordId) ?? []), id]);
    } else if (Object.hasOwn(submitted, JOB.columns.resultCode)) {
      results.set(id, (results.get(id) ?? 0) + 1);
    }
  }

  return {
    add(change) {
      index += 1;
      const row = change.after ?? change.before;
      if (row === null) return;
      if (row.table === JOB.table) addJob(change);
      else changed.set(row.id, { index, second: Math.floor(change.at / 1_000) });
    },
    latest(recordId) {
      const [change, order] = [changed.get(recordId), ordered.get(recordId)];
      if (order === undefined) return 'change';
      if (change === undefined || order.index > change.index) return 'order';
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
