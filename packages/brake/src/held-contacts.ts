import { createHash } from 'node:crypto';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { decodeHeld, encodeHeld, type HeldContact, heldAgain } from './held-contact.ts';

/** The contacts that were held, as all workers and the command line share them. */
export interface HeldContacts {
  /** Notes a contact before it is opted out. @throws {ObjectStoreError} */
  keep(held: Omit<HeldContact, 'state'>, signal?: AbortSignal): Promise<void>;
  /**
   * Notes what became of one that is held; nothing is noted of one that is not. @throws {ObjectStoreError}
   */
  decide(contact: HeldKey, decision: HeldDecision, signal?: AbortSignal): Promise<void>;
  /** Every contact that was ever held, by table and record. @throws {ObjectStoreError} */
  all(): AsyncIterable<HeldContact>;
}

/** The record and the id that a contact was held under. */
export interface HeldKey extends RecordRef {
  /** The id under which Spotler knows it. */
  readonly externalId: string;
}

/** Fate of a contact that was held, and who decided. */
export type HeldDecision = Pick<HeldContact, 'decidedBy' | 'decidedAt'> & {
  readonly state: Exclude<HeldContact['state'], 'held'>;
};

/** Begins the name of each note. */
export const HELD_PREFIX = 'held/';
/** Notes that are read at once. */
const READ_AHEAD = 16;
const HASH_LENGTH = 16;

/** Opens the notes in a store. */
export function openHeldContacts(store: ObjectStore): HeldContacts {
  async function change(
    key: HeldKey,
    next: (before: HeldContact | undefined) => HeldContact | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const name = nameOfHeld(key);
    for (;;) {
      signal?.throwIfAborted();
      const stored = await store.read(name, { signal });
      const after = next(stored && decoded(stored.body));
      if (after === undefined) return;
      const written =
        stored === undefined
          ? await store.create(name, encodeHeld(after), { signal })
          : await store.replace(name, encodeHeld(after), stored.version, { signal });
      if (written === 'created' || written === 'replaced') return;
    }
  }

  async function read(name: string): Promise<HeldContact[]> {
    const stored = await store.read(name);
    return stored === undefined ? [] : [decoded(stored.body)];
  }

  return {
    keep: (held, signal) => change(held, (before) => heldAgain(before, { ...held, state: 'held' }), signal),
    decide: (key, decision, signal) =>
      change(key, (before) => (before?.state === 'held' ? { ...before, ...decision } : undefined), signal),
    async *all() {
      let names: string[] = [];
      for await (const name of store.list(HELD_PREFIX)) {
        names.push(name);
        if (names.length < READ_AHEAD) continue;
        yield* (await Promise.all(names.map(read))).flat();
        names = [];
      }
      yield* (await Promise.all(names.map(read))).flat();
    },
  };
}

/** Names the note: one record can have had several contacts, and an id of Spotler's can be any text. */
export function nameOfHeld({ table, id, externalId }: HeldKey): string {
  const hash = createHash('sha256').update(externalId).digest('hex').slice(0, HASH_LENGTH);
  return `${HELD_PREFIX}${table}/${id.toLowerCase()}.${hash}`;
}

/** A note that can't be read must not be written over: somebody must look. */
function decoded(body: Uint8Array): HeldContact {
  const held = decodeHeld(body);
  if (held === undefined) throw new ObjectStoreError({ kind: 'protocol', code: 'NotAHeldContact' });
  return held;
}
