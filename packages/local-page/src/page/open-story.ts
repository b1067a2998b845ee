import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import type { PageModel } from '../model/page-model.ts';
import type { EvidenceRow, Story } from '../view/view.ts';
import { readEvidence } from '../watch/read-evidence.ts';
import { createRefresher } from '../watch/refresher.ts';

/** The story of one record, kept up to date for one reader. */
export interface OpenStory {
  read(): Story;
  close(): void;
}

/** Options of {@link openStory}. */
export interface OpenStoryOptions {
  readonly model: PageModel;
  /** The ledger; undefined before there is one. */
  readonly evidence: () => ObjectStore | undefined;
  readonly clock: Clock;
}

const PAUSE_MS = 300;
const MAX_TARGETS = 50;

/** Opens it. The ledger is read again after each thing that happens. */
export function openStory(ref: RecordRef, { model, evidence, clock }: OpenStoryOptions): OpenStory {
  let rows: readonly EvidenceRow[] = [];

  async function look(): Promise<void> {
    const store = evidence();
    const found = store === undefined ? [] : await readEvidence(store, ref);
    if (found[0]?.hash === rows[0]?.hash) return;
    rows = found;
    model.parts.touch('story');
  }

  const refresher = createRefresher({ look, pauseMs: PAUSE_MS, clock });
  const stop = model.parts.onTouched(() => refresher.request());
  refresher.request();
  return {
    read: () => ({
      ...ref,
      record: model.records.get(ref.id) ?? null,
      contact: model.contacts.get(ref.id) ?? null,
      entries: model.stories.of(ref.id),
      evidence: rows,
      mergeTargets: mergeTargets(ref, model),
    }),
    close() {
      stop();
      void refresher.close();
    },
  };
}

function mergeTargets({ table, id }: RecordRef, { records }: PageModel): Story['mergeTargets'] {
  return [...records.all()]
    .filter((row) => row.table === table && row.id !== id && row.state === 'active')
    .slice(-MAX_TARGETS)
    .sort((one, other) => other.rank - one.rank)
    .map((row) => ({ id: row.id, name: row.name }));
}
