import type { ObjectStore } from '@spotler-connector/object-store';
import * as t from 'io-ts';
import { entriesIn } from './block-lines.ts';
import { canonicalJson } from './canonical-json.ts';
import { sha256 } from './hash.ts';
import { isoTime } from './members.ts';
import { CHAINS, CHECKPOINTS, placeOfBlock } from './object-names.ts';

/** How far a chain had come when a checkpoint was made. */
export interface ChainMark {
  /** The chain's name. */
  readonly chain: string;
  /** How many entries it had. */
  readonly entries: number;
  /** The hash of the last of them. */
  readonly hash: string;
}

/** How far all chains had come at one time. Kept elsewhere, it shows later that nothing was cut off. */
export interface Checkpoint {
  /** When it was begun, as ISO text in UTC. */
  readonly at: string;
  /** By the chains' names. */
  readonly chains: readonly ChainMark[];
  /** The version of this format. */
  readonly format: string;
  /** The SHA-256 of the checkpoint before, as it is stored; null for the first. */
  readonly previous: string | null;
}

const Shape: t.Type<Checkpoint, unknown> = t.readonly(
  t.strict({
    at: t.string,
    chains: t.readonlyArray(t.readonly(t.strict({ chain: t.string, entries: t.number, hash: t.string }))),
    format: t.string,
    previous: t.union([t.string, t.null]),
  }),
);

const FORMAT = '1';

/** A checkpoint and its text. */
export interface StoredCheckpoint {
  /** Its content. */
  readonly checkpoint: Checkpoint;
  /** The object's name in the store. */
  readonly name: string;
  /** Its text, as it is stored. */
  readonly text: string;
  /** The SHA-256 of the text: enough to keep, as long as the store keeps the checkpoint. */
  readonly fingerprint: string;
}

/** Reads a checkpoint's text; undefined for any other text. */
export function parseCheckpoint(text: string): Checkpoint | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Shape.is(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The newest checkpoint in the store, if there is one. @throws {ObjectStoreError} */
export async function newestCheckpoint(store: ObjectStore): Promise<StoredCheckpoint | undefined> {
  let name: string | undefined;
  for await (const each of store.list(CHECKPOINTS)) name = each;
  const stored = name === undefined ? undefined : await store.read(name);
  if (name === undefined || stored === undefined) return undefined;
  const text = new TextDecoder().decode(stored.body);
  const checkpoint = parseCheckpoint(text);
  return checkpoint && { checkpoint, name, text, fingerprint: sha256(text) };
}

/**
 * Looks how far each chain has come, and stores that. Reads the last block of each chain only: it verifies
 * nothing.
 *
 * @throws {ObjectStoreError} when the store can't be read or written.
 */
export async function makeCheckpoint(store: ObjectStore, now: number): Promise<StoredCheckpoint> {
  const at = isoTime(now);
  const previous = await newestCheckpoint(store);
  const lastBlocks = new Map<string, { readonly name: string; readonly first: number }>();
  for await (const name of store.list(CHAINS)) {
    const place = placeOfBlock(name);
    if (place === undefined) continue;
    const known = lastBlocks.get(place.chain);
    if (known === undefined || known.first < place.first)
      lastBlocks.set(place.chain, { name, first: place.first });
  }
  const chains: ChainMark[] = [];
  for (const [chain, { name }] of [...lastBlocks].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const body = (await store.read(name))?.body;
    const last = body && entriesIn(body).at(-1);
    if (last !== undefined) chains.push({ chain, entries: last.seq + 1, hash: last.hash });
  }
  const checkpoint = { at, chains, format: FORMAT, previous: previous?.fingerprint ?? null };
  const text = `${canonicalJson({ ...checkpoint, chains: chains.map((mark) => ({ ...mark })) })}\n`;
  const name = `${CHECKPOINTS}${at.toLowerCase().replaceAll(':', '-')}.json`;
  await store.create(name, new TextEncoder().encode(text));
  return { checkpoint, name, text, fingerprint: sha256(text) };
}
