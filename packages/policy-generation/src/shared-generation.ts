import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { decodeGeneration, encodeGeneration, type Generation } from './generation.ts';

const NAME = 'policy/generation.json';

/** A generation as it was read, and the mark by which it can be replaced. */
export interface StoredGeneration {
  readonly generation: Generation;
  readonly version: string;
}

/**
 * The generation that acts; undefined before the first. @throws {ObjectStoreError} also for an object that is
 * not ours.
 */
export async function readGeneration(
  store: ObjectStore,
  signal?: AbortSignal,
): Promise<StoredGeneration | undefined> {
  const stored = await store.read(NAME, { signal });
  if (stored === undefined) return undefined;
  const generation = decodeGeneration(stored.body);
  if (generation === undefined) throw new ObjectStoreError({ kind: 'protocol', code: 'NotAGeneration' });
  return { generation, version: stored.version };
}

/** Writes a generation, unless somebody else has written one since. @throws {ObjectStoreError} */
export async function writeGeneration(
  store: ObjectStore,
  generation: Generation,
  over: StoredGeneration | undefined,
  signal?: AbortSignal,
): Promise<boolean> {
  const body = encodeGeneration(generation);
  const written =
    over === undefined
      ? await store.create(NAME, body, { signal })
      : await store.replace(NAME, body, over.version, { signal });
  return written === 'created' || written === 'replaced';
}
