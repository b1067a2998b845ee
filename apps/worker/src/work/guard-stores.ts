import type { Stores } from '@spotler-connector/adapters';
import type { Clock } from '@spotler-connector/clock';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';

/** Options of guarding the stores. */
export interface StoreGuardOptions {
  /** Called with the first of several failures in a row. */
  readonly onAway: (error: ObjectStoreError) => void;
  /** Called with the first success after that. */
  readonly onBack: () => void;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** The stores behind a circuit breaker of their own. */
export interface GuardedStores {
  /** The same stores: while they are away, all calls but one now and then fail at once. */
  readonly stores: Stores;
  /** Milliseconds since they are away; 0 while they are not. */
  readonly awayMs: number;
}

/** The code of a failure of a store that was not even asked. */
const NOT_ASKED = 'StoreAway';
const ASK_AGAIN_MS = 2_000;

/**
 * Guards the stores that workers share. A call that waits for a store that is away holds the place of a
 * record that needs none, so one of them finds out, and the others know at once.
 */
export function guardStores({ state, evidence }: Stores, options: StoreGuardOptions): GuardedStores {
  const { onAway, onBack, clock } = options;
  let awaySince: number | undefined;
  let askAt = 0;

  async function call<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (awaySince !== undefined && clock.monotonic() < askAt) {
      throw new ObjectStoreError({ kind: 'unavailable', code: NOT_ASKED });
    }
    if (awaySince !== undefined) askAt = clock.monotonic() + ASK_AGAIN_MS;
    try {
      const answer = await ask();
      if (awaySince !== undefined) onBack();
      awaySince = undefined;
      return answer;
    } catch (error) {
      if (error instanceof ObjectStoreError && error.kind !== 'protocol') {
        if (awaySince === undefined) onAway(error);
        awaySince ??= clock.monotonic();
        askAt = clock.monotonic() + ASK_AGAIN_MS;
      }
      throw error;
    }
  }

  function guarded<Store extends ObjectStore>(store: Store): Store {
    return {
      ...store,
      create: (...given) => call(() => store.create(...given)),
      read: (...given) => call(() => store.read(...given)),
      replace: (...given) => call(() => store.replace(...given)),
    };
  }

  return {
    stores: { state: guarded(state), evidence: guarded(evidence) },
    get awayMs() {
      return awaySince === undefined ? 0 : clock.monotonic() - awaySince;
    },
  };
}
