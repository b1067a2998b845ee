import type { ObjectStore } from '../object-store.ts';

/** Encodes a text as an object's body. */
export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The text of an object; undefined when there is none. */
export async function textOf(store: ObjectStore, name: string): Promise<string | undefined> {
  const stored = await store.read(name);
  return stored === undefined ? undefined : new TextDecoder().decode(stored.body);
}

/** All names that begin with `prefix`. */
export async function namesIn(store: ObjectStore, prefix: string): Promise<string[]> {
  const names: string[] = [];
  for await (const name of store.list(prefix)) names.push(name);
  return names;
}

/** Adds one to the number in `counter`, however many others do the same. Returns how often it had to try. */
export async function increment(store: ObjectStore): Promise<number> {
  for (let tries = 1; ; tries++) {
    const stored = await store.read('counter');
    if (stored === undefined) throw new Error('There is no counter');
    const next = Number(new TextDecoder().decode(stored.body)) + 1;
    if ((await store.replace('counter', bytes(String(next)), stored.version)) === 'replaced') return tries;
  }
}
