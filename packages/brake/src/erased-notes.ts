import { batchNaturally } from '@spotler-connector/natural-batching';
import type { ObjectStore } from '@spotler-connector/object-store';
import { HELD_PREFIX, type HeldKey, nameOfHeld, openHeldContacts } from './held-contacts.ts';

/** Notes of contacts that are erased although they were held once. */
export interface ErasedNotes {
  /** Notes that a contact is erased, if it is held. @throws {ObjectStoreError} */
  add(key: HeldKey): Promise<void>;
}

interface Waiter {
  readonly key: HeldKey;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const LIMITS = { maxItems: 100, maxRequests: 1 };
/** From so many on it is cheaper to list who is held than to look for a note of each. */
const MIN_LISTED = 4;

/**
 * Builds it. Hardly any erased contact was ever held, so what is noted while a look is under way goes
 * together into the next one, which lists the names of all that are held.
 */
export function openErasedNotes(store: ObjectStore): ErasedNotes {
  const held = openHeldContacts(store);

  const enter = batchNaturally<Waiter>(async (waiters) => {
    try {
      const names = waiters.length < MIN_LISTED ? undefined : await listed(store);
      await Promise.all(
        waiters.map(({ key, resolve, reject }) => {
          const mayBeHeld = names === undefined || names.has(nameOfHeld(key));
          return mayBeHeld ? held.decide(key, { state: 'erased' }).then(resolve, reject) : resolve();
        }),
      );
    } catch (error) {
      for (const { reject } of waiters) reject(error);
    }
  }, LIMITS);

  return { add: (key) => new Promise((resolve, reject) => enter({ key, resolve, reject })) };
}

async function listed(store: ObjectStore): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const name of store.list(HELD_PREFIX)) names.add(name);
  return names;
}
