import type { ObjectStore } from '@spotler-connector/object-store';
import { isRight } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';

/** Reads an object of JSON; undefined when there is none, or it is of another version of this product. */
export async function readObject<A>(
  store: ObjectStore,
  name: string,
  codec: t.Type<A, unknown>,
): Promise<A | undefined> {
  const stored = await store.read(name);
  if (stored === undefined) return undefined;
  const decoded = codec.decode(JSON.parse(Buffer.from(stored.body).toString()));
  return isRight(decoded) ? decoded.right : undefined;
}

/** Writes an object of JSON. The last writer wins. */
export async function writeObject(store: ObjectStore, name: string, value: unknown): Promise<void> {
  const body = Buffer.from(JSON.stringify(value));
  for (;;) {
    if ((await store.create(name, body)) === 'created') return;
    const stored = await store.read(name);
    if (stored !== undefined && (await store.replace(name, body, stored.version)) === 'replaced') return;
  }
}
