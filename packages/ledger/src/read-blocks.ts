import type { ObjectStore } from '@spotler-connector/object-store';
import { type BlockPlace, CHAINS, placeOfBlock } from './object-names.ts';

/** As many reads are under way at once: enough to hide the way to the store, few enough to stay small. */
const READ_AHEAD = 16;

/** A block as the store has it. */
export interface StoredBlock {
  readonly name: string;
  readonly place: BlockPlace;
  readonly body: Uint8Array;
}

/** An object below `chains/`: a block, or something that is none. */
export type ChainObject = StoredBlock | { readonly name: string; readonly place: undefined };

/**
 * Reads the blocks of a month, or of all months, in the order of their names, some of them ahead.
 *
 * @throws {ObjectStoreError}
 */
export async function* readBlocks(store: ObjectStore, month?: string): AsyncGenerator<ChainObject, void> {
  const ahead: Promise<ChainObject | undefined>[] = [];
  try {
    for await (const name of store.list(month === undefined ? CHAINS : `${CHAINS}${month}/`)) {
      ahead.push(readOne(store, name));
      if (ahead.length >= READ_AHEAD) yield* defined(await ahead.shift());
    }
    while (ahead.length > 0) yield* defined(await ahead.shift());
  } finally {
    await Promise.allSettled(ahead);
  }
}

async function readOne(store: ObjectStore, name: string): Promise<ChainObject | undefined> {
  const place = placeOfBlock(name);
  if (place === undefined) return { name, place };
  const stored = await store.read(name);
  return stored && { name, place, body: stored.body };
}

function* defined(object: ChainObject | undefined): Generator<ChainObject, void> {
  if (object !== undefined) yield object;
}
