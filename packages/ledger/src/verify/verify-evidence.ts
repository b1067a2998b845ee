import type { ObjectStore } from '@spotler-connector/object-store';
import { type Checkpoint, findCheckpoints, newestCheckpoint } from '../checkpoint.ts';
import type { Entry } from '../entry.ts';
import { CHECKPOINTS } from '../object-names.ts';
import { readBlocks } from '../read-blocks.ts';
import { type ChainState, unseenChain } from './chain-state.ts';
import { checkBlock } from './check-block.ts';
import { checkMarkers } from './check-markers.ts';
import { createMarkChecks } from './mark-checks.ts';
import { createExpectedMarkers } from './marker-set.ts';
import { appendedObject, NO_OBJECT_OF_OURS, type Problem } from './problem.ts';

/** Options of verifying. */
export interface VerifyOptions {
  /** Checkpoints that were kept elsewhere. The newest one in the store is looked at as well. */
  readonly checkpoints?: readonly Checkpoint[] | undefined;
  /** Fingerprints that were kept elsewhere, of checkpoints in the store. */
  readonly fingerprints?: readonly string[] | undefined;
  /** Called now and then with how many entries were looked at. */
  readonly onProgress?: ((entries: number) => void) | undefined;
  /** Called with each entry that is right. */
  readonly onEntry?: ((entry: Entry) => void) | undefined;
}

/** Result of verifying. */
export interface Verification {
  /** Entries that are right. */
  readonly entries: number;
  /** Objects that hold them. */
  readonly blocks: number;
  /** Writers' chains. */
  readonly chains: number;
  /** Chains without an end: their writers are at work, or were killed. */
  readonly openChains: number;
  /** Checkpoints that the chains were compared with. */
  readonly checkpoints: number;
  /** The first problem of each chain, and every object that belongs to none. Empty when all is well. */
  readonly problems: readonly Problem[];
}

const PROGRESS_ENTRIES = 10_000;

/**
 * Verifies every chain, from its first entry to its last, that it is as long as each checkpoint says, and
 * that each record's entries can be found. Looks at one block at a time and keeps a few facts about each
 * chain and nine bytes for each entry, so that it needs little memory however much there is.
 *
 * @throws {ObjectStoreError} when the store can't be read.
 */
export async function verifyEvidence(store: ObjectStore, options: VerifyOptions = {}): Promise<Verification> {
  const { onProgress, onEntry } = options;
  const { checkpoints, gone } = await checkpointsOf(store, options);
  const marks = createMarkChecks(checkpoints);
  const markers = createExpectedMarkers();
  const states = new Map<string, ChainState>();
  const problems: Problem[] = [...gone];
  /** Chains of which the first problem is known: what comes after it is of no use. */
  const wrong = new Set<string>();
  let [entries, blocks] = [0, 0];

  function found(problem: Problem): void {
    problems.push(problem);
    if (problem.chain !== undefined) wrong.add(problem.chain);
  }

  function onRightEntry(entry: Entry): void {
    entries += 1;
    if (entries % PROGRESS_ENTRIES === 0) onProgress?.(entries);
    onEntry?.(entry);
  }

  for await (const block of readBlocks(store)) {
    if (block.place === undefined) {
      found(appendedObject(block.name, NO_OBJECT_OF_OURS));
      continue;
    }
    const { place } = block;
    const { chain } = place;
    const state = states.get(chain) ?? unseenChain(chain);
    states.set(chain, state);
    if (wrong.has(chain)) continue;
    blocks += 1;
    const problem = checkBlock(state, block, (entry) => {
      onRightEntry(entry);
      markers.expect(entry, place);
      const differs = marks.passed(entry);
      if (differs !== undefined) found({ ...differs, object: block.name, chain });
    });
    if (problem !== undefined && !wrong.has(chain)) found({ ...problem, object: block.name, chain });
  }
  const right = [...states.values()].filter(({ chain }) => !wrong.has(chain));
  for (const problem of marks.missed(right, wrong)) found(problem);
  for (const problem of await checkMarkers(store, { markers: markers.complete(), states, wrong }))
    found(problem);
  const openChains = [...states.values()].filter(({ ended }) => !ended).length;
  return { entries, blocks, chains: states.size, openChains, checkpoints: checkpoints.length, problems };
}

/** The checkpoints to compare with, and those whose fingerprint is known and that are gone. */
async function checkpointsOf(
  store: ObjectStore,
  { checkpoints = [], fingerprints = [] }: VerifyOptions,
): Promise<{ readonly checkpoints: readonly Checkpoint[]; readonly gone: readonly Problem[] }> {
  const newest = await newestCheckpoint(store);
  const wanted = new Set(fingerprints);
  const kept = await findCheckpoints(store, wanted);
  for (const { fingerprint } of kept) wanted.delete(fingerprint);
  const stored = new Map(
    [...kept, ...(newest === undefined ? [] : [newest])].map((each) => [each.name, each]),
  );
  const gone = [...wanted].map(
    (fingerprint): Problem => ({
      kind: 'missing',
      object: CHECKPOINTS,
      message: `No checkpoint has the fingerprint ${fingerprint}: it is gone, or was changed.`,
    }),
  );
  return { checkpoints: [...checkpoints, ...[...stored.values()].map(({ checkpoint }) => checkpoint)], gone };
}
