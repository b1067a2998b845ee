import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ObjectStore } from '@spotler-connector/object-store';
import { entriesIn } from './block-lines.ts';
import type { Entry } from './entry.ts';
import { blockName, markerPrefix, placeOfMarker } from './object-names.ts';

/**
 * The entries about one record, oldest first. Reads the blocks that hold them and no others. It does not
 * verify them.
 *
 * @throws {ObjectStoreError} when the store can't be read.
 */
export async function entriesOfRecord(store: ObjectStore, ref: RecordRef): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const name of store.list(markerPrefix(ref))) {
    const place = placeOfMarker(name);
    // A marker without its block is a write that was never finished.
    const block = place && (await store.read(blockName(place)));
    if (block === undefined) continue;
    found.push(
      ...entriesIn(block.body).filter(({ table, recordId }) => table === ref.table && recordId === ref.id),
    );
  }
  return found.sort(byTime);
}

function byTime(one: Entry, other: Entry): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  if (one.chain !== other.chain) return one.chain < other.chain ? -1 : 1;
  return one.seq - other.seq;
}
