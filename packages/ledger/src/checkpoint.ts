import type { ObjectStore } from '@spotler-connector/object-store';
import * as t from 'io-ts';
import { sha256 } from './hash.ts';
import { CHECKPOINTS } from './object-names.ts';

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
  const name = (await checkpointNames(store)).at(-1);
  return name === undefined ? undefined : readCheckpoint(store, name);
}

/**
 * Those checkpoints in the store that have one of these fingerprints. Looks from the newest on, and no
 * further than it must. @throws {ObjectStoreError}
 */
export async function findCheckpoints(
  store: ObjectStore,
  fingerprints: ReadonlySet<string>,
): Promise<StoredCheckpoint[]> {
  const found: StoredCheckpoint[] = [];
  if (fingerprints.size === 0) return found;
  for (const name of (await checkpointNames(store)).reverse()) {
    const stored = await readCheckpoint(store, name);
    if (stored === undefined || !fingerprints.has(stored.fingerprint)) continue;
    found.push(stored);
    if (found.length === fingerprints.size) break;
  }
  return found;
}

async function checkpointNames(store: ObjectStore): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.list(CHECKPOINTS)) names.push(name);
  return names;
}

async function readCheckpoint(store: ObjectStore, name: string): Promise<StoredCheckpoint | undefined> {
  const stored = await store.read(name);
  if (stored === undefined) return undefined;
  const text = new TextDecoder().decode(stored.body);
  const checkpoint = parseCheckpoint(text);
  return checkpoint && { checkpoint, name, text, fingerprint: sha256(text) };
}
