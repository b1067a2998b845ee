import type { ObjectStore } from '@spotler-connector/object-store';
import { entriesIn } from '../block-lines.ts';
import { markerName, placeOfMarker, RECORDS } from '../object-names.ts';
import { readBlocks } from '../read-blocks.ts';
import type { ChainState } from './chain-state.ts';
import type { MarkerSet } from './marker-set.ts';
import { appendedObject, NO_OBJECT_OF_OURS, type Problem } from './problem.ts';

/** Knowledge of the chains when markers are checked. */
export interface MarkerCheckOptions {
  /** The markers that there must be. */
  readonly markers: MarkerSet;
  /** Every chain that was read, by name. */
  readonly states: ReadonlyMap<string, ChainState>;
  /** Chains with a problem already. */
  readonly wrong: ReadonlySet<string>;
}

/**
 * Names markers that are no writer's, and the first entry of each chain that its record does not lead to.
 * Chains with a problem are left out. A marker of a block that is not there was a write that was not
 * finished.
 *
 * @throws {ObjectStoreError}
 */
export async function checkMarkers(store: ObjectStore, options: MarkerCheckOptions): Promise<Problem[]> {
  const { markers, states, wrong } = options;
  const problems: Problem[] = [];
  for await (const object of store.list(RECORDS)) {
    if (markers.seen(object)) continue;
    const place = placeOfMarker(object);
    const state = place && states.get(place.chain);
    if (place === undefined) problems.push(appendedObject(object, NO_OBJECT_OF_OURS));
    else if (state !== undefined && !wrong.has(place.chain) && place.first < state.seq) {
      problems.push(appendedObject(object, 'It leads to a block that has no entry about its record.'));
    }
  }
  return markers.isAnyMissing() ? [...problems, ...(await missingMarkers(store, options))] : problems;
}

/** Reads the blocks once more, to say which entries can't be found. */
async function missingMarkers(
  store: ObjectStore,
  { markers, wrong }: MarkerCheckOptions,
): Promise<readonly Problem[]> {
  const first = new Map<string, Problem>();
  for await (const { place, ...block } of readBlocks(store)) {
    if (place === undefined || !('body' in block)) continue;
    const { chain } = place;
    if (wrong.has(chain) || first.has(chain)) continue;
    const entry = entriesIn(block.body).find((each) => markers.isMissing(each, place));
    if (entry === undefined) continue;
    const { table = '', recordId: id = '', seq } = entry;
    first.set(chain, {
      kind: 'missing',
      object: markerName({ table, id }, place),
      chain,
      seq,
      message: `Entry ${seq} is there, but the marker that leads to it from its record is gone: show does not find it.`,
    });
  }
  return [...first.values()];
}
