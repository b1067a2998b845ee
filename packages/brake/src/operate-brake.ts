import type { ObjectStore } from '@spotler-connector/object-store';
import { type Release, release, releasedAt, usedAt } from './permit-ledger.ts';
import { changeLedger, readLedger } from './shared-ledger.ts';

/** The brake as an operator sees it. */
export interface BrakeStatus {
  /** Permits taken within the last hour, over all workers. */
  readonly used: number;
  /** Permits beyond the limit that a person allowed and that nobody has taken yet. */
  readonly released: number;
  /** The last decisions to allow more, oldest first. */
  readonly releases: readonly Release[];
}

/** How the brake is now; `now` in milliseconds since the epoch. @throws {ObjectStoreError} */
export async function readBrake(store: ObjectStore, now: number): Promise<BrakeStatus> {
  const ledger = await readLedger(store);
  return { used: usedAt(ledger, now), released: releasedAt(ledger, now), releases: ledger.releases };
}

/** Allows more to be erased than the limit. @throws {ObjectStoreError} */
export async function releaseBrake(store: ObjectStore, decision: Release): Promise<void> {
  await changeLedger(store, (ledger) => ({ ledger: release(ledger, decision), result: undefined }));
}
