import { createHmac, randomBytes } from 'node:crypto';
import { type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { type HideId, isGuid } from './members.ts';

/**
 * The object of the state store that holds the key. Whoever has it can find out which address a hash is of.
 */
const NAME = 'ledger/contact-key';
const KEY_BYTES = 32;

/**
 * Reads the key of the hashes of external ids, or makes it: all writers share it, so that one id has one
 * hash.
 *
 * @throws {ObjectStoreError} when it can't be had.
 */
async function contactKey(state: ObjectStore): Promise<Uint8Array> {
  await state.create(NAME, randomBytes(KEY_BYTES));
  const stored = await state.read(NAME);
  if (stored?.body.byteLength !== KEY_BYTES) {
    throw new ObjectStoreError({ kind: 'protocol', code: 'NotAContactKey' });
  }
  return stored.body;
}

/** Hides ids of contacts that may be more than ids. */
export interface IdHiding {
  /** Gets the key, unless it is there. @throws {ObjectStoreError} when it can't be had. */
  prepare(): Promise<void>;
  /** Hides an id. The key must be there unless the id is a GUID. */
  readonly hide: HideId;
}

/** Hides ids with the key in the state store, which is asked for when the first id needs it. */
export function createIdHiding(state: ObjectStore): IdHiding {
  let key: Uint8Array | undefined;
  return {
    async prepare() {
      key ??= await contactKey(state);
    },
    hide(id) {
      if (isGuid(id)) return { id };
      if (key === undefined) throw new Error('The key of contact hashes was not asked for');
      return { key: createHmac('sha256', key).update(id, 'utf8').digest('hex') };
    },
  };
}
