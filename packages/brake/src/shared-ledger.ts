import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { decodeLedger, EMPTY_LEDGER, encodeLedger, type PermitLedger } from './permit-ledger.ts';

const NAME = 'brake/permits.json';

/** A change of the ledger, and what it is for. */
export interface LedgerChange<Result> {
  readonly ledger: PermitLedger;
  readonly result: Result;
}

/** The ledger as it is now. @throws {ObjectStoreError} when it can't be read, or is not ours. */
export async function readLedger(store: ObjectStore, signal?: AbortSignal): Promise<PermitLedger> {
  const stored = await store.read(NAME, { signal });
  return stored === undefined ? EMPTY_LEDGER : decoded(stored.body);
}

/**
 * Changes the ledger so that no change of another worker is lost: reads, changes, and writes if it still is
 * as it was, until that succeeds. Nothing is written when the change changes nothing.
 *
 * @throws {ObjectStoreError} when it can't be read or written: then it may or may not have been changed.
 */
export async function changeLedger<Result>(
  store: ObjectStore,
  change: (ledger: PermitLedger) => LedgerChange<Result>,
  signal?: AbortSignal,
): Promise<Result> {
  for (;;) {
    signal?.throwIfAborted();
    const stored = await store.read(NAME, { signal });
    const before = stored === undefined ? EMPTY_LEDGER : decoded(stored.body);
    const { ledger, result } = change(before);
    if (ledger === before) return result;
    const body = encodeLedger(ledger);
    const written =
      stored === undefined
        ? await store.create(NAME, body, { signal })
        : await store.replace(NAME, body, stored.version, { signal });
    if (written === 'created' || written === 'replaced') return result;
  }
}

/** A ledger that can't be read allows nothing: somebody must look. */
function decoded(body: Uint8Array): PermitLedger {
  const ledger = decodeLedger(body);
  if (ledger === undefined) throw new ObjectStoreError({ kind: 'protocol', code: 'NotAPermitLedger' });
  return ledger;
}
