import type { BrakeOptions } from './brake-options.ts';
import { permitSource } from './permit-source.ts';

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
  /**
   * Says whether there would be a permit now, and takes none.
   *
   * @throws {ObjectStoreError} when the store can't be asked.
   */
  look(): Promise<'permitted' | 'held'>;
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
export function createBrake(options: BrakeOptions): Brake {
  const { limit, clock } = options;
  const source = permitSource(options);
  /** When each permit that was given back was taken. */
  let spares: number[] = [];
  let waiting: Waiter[] = [];
  let asking = false;
  let heldUntil = 0;

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
        const granted = await source.take(asked.length);
        if (granted < asked.length) heldUntil = clock.now() + HELD_MS;
        for (const [index, { resolve }] of asked.entries()) resolve(index < granted ? permit() : 'held');
      } catch (error) {
        for (const { reject } of asked) reject(error);
      }
    }
    asking = false;
  }

  return {
    async look() {
      if (limit === 0) return 'permitted';
      return (await source.isAnyLeft()) ? 'permitted' : 'held';
    },
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
