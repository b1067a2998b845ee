import type { BrakeOptions } from './brake-options.ts';
import { EMPTY_LEDGER, type PermitLedger, take } from './permit-ledger.ts';
import { changeLedger, readLedger } from './shared-ledger.ts';

/** Where permits come from: the ledger that all workers share, or one of this process alone. */
export interface PermitSource {
  /** Takes up to `wanted`, and says how many. @throws {ObjectStoreError} */
  take(wanted: number): Promise<number>;
  /** Whether there would be one. Takes none. @throws {ObjectStoreError} */
  isAnyLeft(): Promise<boolean>;
}

/** Builds the source. */
export function permitSource({ limit, store, clock, signal }: BrakeOptions): PermitSource {
  let own = EMPTY_LEDGER;

  function takeFrom(ledger: PermitLedger, wanted: number) {
    const { granted, ledger: after } = take(ledger, { wanted, limit, now: clock.now() });
    return { result: granted, ledger: granted === 0 ? ledger : after };
  }

  return {
    async take(wanted) {
      if (store !== undefined) return changeLedger(store, (ledger) => takeFrom(ledger, wanted), signal);
      const { result, ledger } = takeFrom(own, wanted);
      own = ledger;
      return result;
    },
    async isAnyLeft() {
      const ledger = store === undefined ? own : await readLedger(store, signal);
      return takeFrom(ledger, 1).result === 1;
    },
  };
}
