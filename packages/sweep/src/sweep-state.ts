import type { ObjectStore } from '@spotler-connector/object-store';
import { isRight } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';

/** A sweep that was begun and has not ended. */
export interface CurrentSweep {
  /** Its name: letters and digits. */
  readonly run: string;
  /** When it began, in epoch milliseconds. */
  readonly startedAt: number;
  /** Salt of its hashes. */
  readonly salt: number;
  /** Says which systems and settings it is about. */
  readonly fingerprint: string;
  /** The place up to which findings were handed on; -1 before that. */
  readonly mendedTo: number;
}

/** A sweep that ended. */
export interface LastSweep {
  /** When it began, in epoch milliseconds. */
  readonly startedAt: number;
  /** When it ended. */
  readonly endedAt: number;
  /** Whether everything was compared, or only what changed. */
  readonly scope: 'full' | 'changes';
  /** The fingerprint of the settings that it compared by. */
  readonly fingerprint: string;
  /** How many records it read. */
  readonly records: number;
  /** How many contacts it read. */
  readonly contacts: number;
  /** Findings by kind. */
  readonly findings: Readonly<Record<string, number>>;
  /** How many of them were handed on to be mended. */
  readonly mended: number;
  /** How many of those erase a contact. */
  readonly erasures: number;
  /** Links to what changes from then on, by table; empty where a table does not tell. */
  readonly changes: Readonly<Record<string, string>>;
}

const Current: t.Type<CurrentSweep, unknown> = t.type({
  run: t.string,
  startedAt: t.number,
  salt: t.number,
  fingerprint: t.string,
  mendedTo: t.number,
});

const Last: t.Type<LastSweep, unknown> = t.type({
  startedAt: t.number,
  endedAt: t.number,
  scope: t.keyof({ full: null, changes: null }),
  fingerprint: t.string,
  records: t.number,
  contacts: t.number,
  findings: t.record(t.string, t.number),
  mended: t.number,
  erasures: t.number,
  changes: t.record(t.string, t.string),
});

const CURRENT = 'sweep/current.json';
const LAST = 'sweep/last.json';

/** The sweep that has not ended, if any. Rejects with an `ObjectStoreError`. */
export function readCurrentSweep(store: ObjectStore): Promise<CurrentSweep | undefined> {
  return readObject(store, CURRENT, Current);
}

/** Stores how far a sweep is; undefined when it ended. */
export function writeCurrentSweep(store: ObjectStore, sweep: CurrentSweep | undefined): Promise<void> {
  return writeObject(store, CURRENT, sweep ?? null);
}

/** The last sweep that ended, if any. Rejects with an `ObjectStoreError`. */
export function readLastSweep(store: ObjectStore): Promise<LastSweep | undefined> {
  return readObject(store, LAST, Last);
}

/** Stores a sweep that ended. */
export function writeLastSweep(store: ObjectStore, sweep: LastSweep): Promise<void> {
  return writeObject(store, LAST, sweep);
}

async function readObject<A>(
  store: ObjectStore,
  name: string,
  codec: t.Type<A, unknown>,
): Promise<A | undefined> {
  const stored = await store.read(name);
  if (stored === undefined) return undefined;
  const decoded = codec.decode(JSON.parse(Buffer.from(stored.body).toString()));
  return isRight(decoded) ? decoded.right : undefined;
}

/** The last writer wins: two sweeps at once only do each other's work twice. */
async function writeObject(store: ObjectStore, name: string, value: unknown): Promise<void> {
  const body = Buffer.from(JSON.stringify(value));
  for (;;) {
    if ((await store.create(name, body)) === 'created') return;
    const stored = await store.read(name);
    if (stored !== undefined && (await store.replace(name, body, stored.version)) === 'replaced') return;
  }
}
