import { hostname } from 'node:os';
import type { Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import {
  makeCheckpoint,
  recordEvidence,
  type StoredCheckpoint,
  type SweepFact,
} from '@spotler-connector/ledger';

/**
 * Stores evidence of what a sweep found, then a checkpoint over all chains, that entry included: sweeps run
 * by schedule, and so checkpoints are made by themselves.
 *
 * @throws {ObjectStoreError}
 */
export async function recordSweep(
  stores: Stores,
  found: Omit<SweepFact, 'kind'>,
  clock: Pick<Clock, 'now'>,
): Promise<StoredCheckpoint> {
  await recordEvidence({ ...stores, writer: `sweep.${hostname()}`, clock }, [{ kind: 'sweep', ...found }]);
  return makeCheckpoint(stores.evidence, clock.now());
}

/** A checkpoint in one line, to be kept elsewhere: a log, a mailbox, paper. */
export function checkpointLine({ checkpoint: { at, chains }, fingerprint }: StoredCheckpoint): string {
  const entries = chains.reduce((sum, each) => sum + each.entries, 0);
  return `Checkpoint of evidence ${at}: ${entries} entries in ${chains.length} chains, fingerprint ${fingerprint}`;
}
