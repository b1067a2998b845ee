import type { ObjectStore } from '@spotler-connector/object-store';
import * as t from 'io-ts';
import { readObject, writeObject } from './stored-object.ts';

/** The sweeps that the next one can go on from, so that it reads only what changed. */
export interface StoredBase {
  /** Says which systems and settings they were about. */
  readonly fingerprint: string;
  /** Salt of their hashes. */
  readonly salt: number;
  /** When the one that read everything began, in epoch milliseconds. */
  readonly fullAt: number;
  /** When the last one began. */
  readonly lastAt: number;
  /** Their names and how many pages they kept, the newest first and the full one last. */
  readonly runs: readonly {
    readonly run: string;
    readonly records: number;
    readonly contacts: number;
  }[];
  /** Links to what changes from then on, by table. */
  readonly changes: Readonly<Record<string, string>>;
  /** The user of Dataverse that read it; undefined where an older version kept it. */
  readonly userId?: string | undefined;
}

const Base: t.Type<StoredBase, unknown> = t.intersection([
  t.type({
    fingerprint: t.string,
    salt: t.number,
    fullAt: t.number,
    lastAt: t.number,
    runs: t.readonlyArray(t.type({ run: t.string, records: t.number, contacts: t.number })),
    changes: t.record(t.string, t.string),
  }),
  t.partial({ userId: t.union([t.string, t.undefined]) }),
]);

const BASE = 'sweep/base.json';

/** Reads what the next sweep can go on from; undefined when there is nothing. */
export function readSweepBase(store: ObjectStore): Promise<StoredBase | undefined> {
  return readObject(store, BASE, Base);
}

/** Stores what the next sweep can go on from. The last writer wins. */
export function writeSweepBase(store: ObjectStore, base: StoredBase): Promise<void> {
  return writeObject(store, BASE, base);
}

/** Has the next sweep read everything. What was kept stays until then, so that it is removed by that one. */
export async function expireSweepBase(store: ObjectStore): Promise<void> {
  const base = await readSweepBase(store);
  if (base !== undefined) await writeSweepBase(store, { ...base, fingerprint: 'expired' });
}
