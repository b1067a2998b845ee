import type { RowChange } from '@spotler-connector/dataverse-simulator';
import type { RecordRow, View } from '../view/view.ts';
import { jobStory } from './job-story.ts';
import type { Parts } from './parts.ts';
import { createRecentRows } from './recent-rows.ts';
import { RECORD_TABLES, recordRow, wordsForChange } from './record-row.ts';
import type { Stories } from './stories.ts';

/** The records of Dataverse, as the page shows them. */
export interface RecordTable {
  /** Takes in a change that Dataverse has made. */
  onChange(change: RowChange): void;
  get(id: string): RecordRow | undefined;
  /** Its place in the order of all; the next one for an id that is new. */
  rankOf(id: string): number;
  /** The place that the next record will have. */
  nextRank(): number;
  /** Every record, the one that changed last at the end. */
  all(): IterableIterator<RecordRow>;
  /** The part of them that the page shows; with `find` only those with this text in name, address or id. */
  view(find: string): Omit<View['dataverse'], 'fault'>;
}

/** So many rows are sent. */
export const MAX_SHOWN = 100;
/** So many are kept. */
export const MAX_KEPT = 50_000;

/** Builds it without records. */
export function createRecordTable(parts: Parts, stories: Stories): RecordTable {
  const rows = createRecentRows<RecordRow>(MAX_KEPT);
  let active = 0;
  let lastRank = 0;

  function keep(row: RecordRow): void {
    if (rows.get(row.id)?.state === 'active') active -= 1;
    if (row.state === 'active') active += 1;
    rows.set(row.id, row);
    parts.touch('dataverse');
  }

  function rankOf(id: string): number {
    return rows.get(id)?.rank ?? ++lastRank;
  }

  return {
    onChange(change) {
      const { before, after, at, subordinateId } = change;
      const job = jobStory(change);
      if (job !== undefined) stories.tell(job.ref.id, job.entry);
      const row = after ?? before;
      if (row === null || !RECORD_TABLES.includes(row.table)) return;
      const shown = recordRow(row, { rank: rankOf(row.id), at, deleted: after === null });
      keep(shown);
      stories.tell(row.id, { at, lane: 'dataverse', ...wordsForChange(change) });
      const loser = subordinateId === undefined ? undefined : rows.get(subordinateId);
      if (loser !== undefined) {
        keep({ ...loser, state: 'merged', at });
        stories.tell(loser.id, { at, lane: 'dataverse', title: 'Merged', detail: `into ${shown.name}` });
      }
      parts.touch('story');
    },
    get: (id) => rows.get(id),
    rankOf,
    nextRank: () => lastRank + 1,
    all: () => rows.all(),
    view: (find) => ({ total: rows.size, active, rows: found(rows, find) }),
  };
}

function found(rows: ReturnType<typeof createRecentRows<RecordRow>>, find: string): RecordRow[] {
  const text = find.trim().toLowerCase();
  if (text === '') return rows.shown(MAX_SHOWN);
  const matching = [...rows.all()].filter(({ id, name, email }) =>
    [id, name, email ?? ''].some((value) => value.toLowerCase().includes(text)),
  );
  return matching.slice(-MAX_SHOWN).sort((one, other) => other.rank - one.rank);
}
