import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { RowChange } from '@spotler-connector/dataverse-simulator';
import { JOB_TABLE, shownIn } from '@spotler-connector/local-services';
import * as t from 'io-ts';
import type { StoryEntry } from '../view/view.ts';

const Lookup = t.type({ table: t.keyof({ contact: null, lead: null, account: null }), id: t.string });

/** Tells a change of a Spotler Job as a part of its record's story; undefined for one without. Pure. */
export function jobStory({
  after,
  at,
}: RowChange): { readonly ref: RecordRef; readonly entry: Omit<StoryEntry, 'number'> } | undefined {
  if (after?.table !== JOB_TABLE) return undefined;
  const ref = Object.values(after.columns).find(Lookup.is);
  const job = shownIn(after.columns);
  if (ref === undefined || job === undefined) return undefined;
  const detail = job.status === 'pending' ? 'orders the anonymization' : `${job.status}: ${String(job.code)}`;
  return { ref, entry: { at, lane: 'dataverse', title: 'Spotler Job', detail } };
}
