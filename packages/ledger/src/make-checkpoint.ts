import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { entriesIn } from './block-lines.ts';
import { canonicalJson } from './canonical-json.ts';
import { type ChainMark, newestCheckpoint, type StoredCheckpoint } from './checkpoint.ts';
import { sha256 } from './hash.ts';
import { isoTime } from './members.ts';
import { CHAINS, CHECKPOINTS, placeOfBlock } from './object-names.ts';

const FORMAT = '1';

/** The last block of a chain: its name, and the number of its first entry. */
interface LastBlock {
  readonly name: string;
  readonly first: number;
}

/**
 * Looks how far each chain has come, and stores that. Reads the last block of each chain that has grown since
 * the checkpoint before, and verifies nothing. What that one knew and is gone stays known.
 *
 * @throws {ObjectStoreError} when the store can't be read or written, or has a checkpoint of this very time.
 */
export async function makeCheckpoint(store: ObjectStore, now: number): Promise<StoredCheckpoint> {
  const at = isoTime(now);
  const previous = await newestCheckpoint(store);
  const marks = new Map(previous?.checkpoint.chains.map((mark) => [mark.chain, mark]));
  for (const [chain, { name, first }] of await lastBlocks(store)) {
    // A block is stored at once, so one whose first entry is known is known to its end.
    if (first < (marks.get(chain)?.entries ?? 0)) continue;
    const mark = await markOf(store, chain, name);
    if (mark !== undefined) marks.set(chain, mark);
  }
  const chains = [...marks.values()].sort((one, other) => (one.chain < other.chain ? -1 : 1));
  const checkpoint = { at, chains, format: FORMAT, previous: previous?.fingerprint ?? null };
  const text = `${canonicalJson({ ...checkpoint, chains: chains.map((mark) => ({ ...mark })) })}\n`;
  const name = `${CHECKPOINTS}${at.toLowerCase().replaceAll(':', '-')}.json`;
  if ((await store.create(name, new TextEncoder().encode(text))) === 'exists') {
    throw new ObjectStoreError({ kind: 'unavailable', code: 'CheckpointExists' });
  }
  return { checkpoint, name, text, fingerprint: sha256(text) };
}

async function lastBlocks(store: ObjectStore): Promise<ReadonlyMap<string, LastBlock>> {
  const last = new Map<string, LastBlock>();
  for await (const name of store.list(CHAINS)) {
    const place = placeOfBlock(name);
    if (place === undefined) continue;
    const { chain, first } = place;
    if (first >= (last.get(chain)?.first ?? 0)) last.set(chain, { name, first });
  }
  return last;
}

async function markOf(store: ObjectStore, chain: string, name: string): Promise<ChainMark | undefined> {
  const body = (await store.read(name))?.body;
  const last = body && entriesIn(body).at(-1);
  return last && { chain, entries: last.seq + 1, hash: last.hash };
}
