import type { ObjectStore } from '@spotler-connector/object-store';
import * as t from 'io-ts';
import { readObject, writeObject } from './stored-object.ts';
import { SweepOvertakenError } from './sweep-overtaken-error.ts';

/** A sweep that was begun and has not ended. */
export interface CurrentSweep {
  /** Its name: letters and digits. */
  readonly run: string;
  /** The process that carries it out: letters and digits. */
  readonly owner: string;
  /** When it began, in epoch milliseconds. */
  readonly startedAt: number;
  /** Salt of its hashes. */
  readonly salt: number;
  /** Says which systems and settings it is about. */
  readonly fingerprint: string;
  /** Whether it reads everything, or only what changed. */
  readonly scope: SweepScope;
  /** The place up to which findings were handed on; -1 before that. */
  readonly mendedTo: number;
  /** How many were handed on. */
  readonly mended: number;
}

/** - `full`: everything is read. - `changes`: what changed, beside what is known of the time before. */
export type SweepScope = 'full' | 'changes';

/** A sweep that ended. */
export interface LastSweep {
  /** When it began, in epoch milliseconds. */
  readonly startedAt: number;
  /** When it ended. */
  readonly endedAt: number;
  /** Whether everything was read, or only what changed. */
  readonly scope: SweepScope;
  /** When the last one that read everything began. */
  readonly fullAt: number;
  /** How many records there were. */
  readonly records: number;
  /** How many contacts there were. */
  readonly contacts: number;
  /** Findings by kind. */
  readonly findings: Readonly<Record<string, number>>;
  /** How many of them were handed on to be mended. */
  readonly mended: number;
  /** How many of those erase a contact. */
  readonly erasures: number;
}

const SCOPE = t.keyof({ full: null, changes: null });

const Current: t.Type<CurrentSweep, unknown> = t.type({
  run: t.string,
  owner: t.string,
  startedAt: t.number,
  salt: t.number,
  fingerprint: t.string,
  scope: SCOPE,
  mendedTo: t.number,
  mended: t.number,
});

const Last: t.Type<LastSweep, unknown> = t.type({
  startedAt: t.number,
  endedAt: t.number,
  scope: SCOPE,
  fullAt: t.number,
  records: t.number,
  contacts: t.number,
  findings: t.record(t.string, t.number),
  mended: t.number,
  erasures: t.number,
});

const CURRENT = 'sweep/current.json';
const LAST = 'sweep/last.json';

/** The sweep that has not ended, if any. Rejects with an `ObjectStoreError`. */
export function readCurrentSweep(store: ObjectStore): Promise<CurrentSweep | undefined> {
  return readObject(store, CURRENT, Current);
}

/** Stores a sweep that begins, or that another process goes on with. The last writer wins. */
export function writeCurrentSweep(store: ObjectStore, sweep: CurrentSweep): Promise<void> {
  return writeObject(store, CURRENT, sweep);
}

/** The part of a sweep that says who carries it out. */
export type SweepOwner = Pick<CurrentSweep, 'run' | 'owner'>;

/**
 * Makes sure that this process still carries the sweep out: whoever began one later, or went on with this
 * one, is the one that goes on.
 *
 * @throws {SweepOvertakenError}
 */
export async function assertOwned(store: ObjectStore, { run, owner }: SweepOwner): Promise<void> {
  const now = await readCurrentSweep(store);
  if (now?.run !== run || now.owner !== owner) throw new SweepOvertakenError();
}

/**
 * Stores how far one's own sweep is; undefined when it ended. @throws {SweepOvertakenError} when it is one's
 * own no more.
 */
export async function updateCurrentSweep(
  store: ObjectStore,
  own: SweepOwner,
  sweep: CurrentSweep | undefined,
): Promise<void> {
  const body = Buffer.from(JSON.stringify(sweep ?? null));
  for (;;) {
    const version = (await store.read(CURRENT))?.version;
    await assertOwned(store, own);
    // Written by somebody else since it was read: then it may be theirs.
    if (version !== undefined && (await store.replace(CURRENT, body, version)) === 'replaced') return;
  }
}

/** The last sweep that ended, if any. Rejects with an `ObjectStoreError`. */
export function readLastSweep(store: ObjectStore): Promise<LastSweep | undefined> {
  return readObject(store, LAST, Last);
}

/** Stores a sweep that ended. */
export function writeLastSweep(store: ObjectStore, sweep: LastSweep): Promise<void> {
  return writeObject(store, LAST, sweep);
}
