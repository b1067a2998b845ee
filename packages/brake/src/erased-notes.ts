import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { HELD_PREFIX, type HeldKey, nameOfHeld, openHeldContacts } from './held-contacts.ts';

/** Notes of contacts that are erased although they were held once. */
export interface ErasedNotes {
  /**
   * Notes that a contact is erased, if it is held. One that was held within the last minute may be passed
   * over; `brake reject` finds it gone all the same. @throws {ObjectStoreError}
   */
  note(key: HeldKey, signal?: AbortSignal): Promise<void>;
}

const KNOWN_FOR_MS = 60_000;

/**
 * Builds it. Hardly any erased contact was ever held, so the names of those that were are listed once a
 * minute, instead of a note being looked for at each erasure.
 */
export function openErasedNotes(store: ObjectStore, clock: Pick<Clock, 'now'>): ErasedNotes {
  const held = openHeldContacts(store);
  let known: { readonly names: Promise<ReadonlySet<string>>; readonly until: number } | undefined;

  function heldNames(): Promise<ReadonlySet<string>> {
    if (known === undefined || clock.now() >= known.until) {
      known = { names: listed(store), until: clock.now() + KNOWN_FOR_MS };
      known.names.catch(() => {
        known = undefined;
      });
    }
    return known.names;
  }

  return {
    async note(key, signal) {
      if (!(await heldNames()).has(nameOfHeld(key))) return;
      await held.decide(key, { state: 'erased' }, signal);
    },
  };
}

async function listed(store: ObjectStore): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const name of store.list(HELD_PREFIX)) names.add(name);
  return names;
}
