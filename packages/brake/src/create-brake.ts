import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { EMPTY_LEDGER, take } from './permit-ledger.ts';
import { changeLedger } from './shared-ledger.ts';

/** Options of the brake. */
export interface BrakeOptions {
  /** How many contacts may be erased within an hour, over all workers together. 0 switches the brake off. */
  readonly limit: number;
  /** The store that all workers share. Without it each worker has the limit for itself. */
  readonly store: ObjectStore | undefined;
  /** The time of day, by which permits are counted. */
  readonly clock: Pick<Clock, 'now'>;
  /** Ends waiting for the store. */
  readonly signal?: AbortSignal | undefined;
}

/** A permit to erase one contact. */
export interface Permit {
  /** Gives it back when nothing was erased with it, such as for a contact that was erased before. */
  giveBack(): void;
}

/** Limits erasures. */
export interface Brake {
  /**
   * Asks for a permit to erase one contact; `held` when the limit is used up and nobody has released more.
   * Those who ask at once share one question to the store.
   *
   * @throws {ObjectStoreError} when the store can't be asked: then nothing may be erased.
   */
  ask(): Promise<Permit | 'held'>;
  /** Whether the limit holds over all workers together. */
  readonly isShared: boolean;
}

interface Waiter {
  readonly resolve: (answer: Permit | 'held') => void;
  readonly reject: (error: unknown) => void;
}

/** How long a returned permit can be used again: later it would count against another hour than its own. */
const SPARE_MS = 60_000;
/** A `held` stands for so long, so that thousands who are held do not ask the store one by one. */
const HELD_MS = 1_000;

/** Builds the brake. It keeps no permits in hand: as many are taken as are asked for. */
export function createBrake({ limit, store, clock, signal }: BrakeOptions): Brake {
  /** When each permit that was given back was taken. */
  let spares: number[] = [];
  let waiting: Waiter[] = [];
  let asking = false;
  let heldUntil = 0;
  let own = EMPTY_LEDGER;

  async function takePermits(wanted: number): Promise<number> {
    const takeFrom = (ledger: typeof own) => {
      const { granted, ledger: after } = take(ledger, { wanted, limit, now: clock.now() });
      return { result: granted, ledger: granted === 0 ? ledger : after };
    };
    if (store !== undefined) return changeLedger(store, takeFrom, signal);
    const { result, ledger } = takeFrom(own);
    own = ledger;
    return result;
  }

  function permit(): Permit {
    const takenAt = clock.now();
    let used = false;
    return {
      giveBack() {
        if (!used) spares.push(takenAt);
        used = true;
      },
    };
  }

  function takeSpare(): boolean {
    spares = spares.filter((takenAt) => clock.now() - takenAt < SPARE_MS);
    return spares.pop() !== undefined;
  }

  async function askForAll(): Promise<void> {
    asking = true;
    while (waiting.length > 0) {
      const asked = waiting;
      waiting = [];
      try {
        const granted = await takePermits(asked.length);
        if (granted < asked.length) heldUntil = clock.now() + HELD_MS;
        for (const [index, { resolve }] of asked.entries()) resolve(index < granted ? permit() : 'held');
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    asking = false;
  }

  return {
    isShared: store !== undefined,
    async ask() {
      if (limit === 0 || takeSpare()) return permit();
      if (clock.now() < heldUntil) return 'held';
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject });
        if (!asking) void askForAll();
      });
    },
  };
}
