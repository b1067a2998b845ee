import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import type { Generation } from './generation.ts';
import { keepLooking } from './keep-looking.ts';
import { readGeneration, type StoredGeneration, writeGeneration } from './shared-generation.ts';

/**
 * - `unknown`: the store has not been read yet.
 * - `waiting`: this generation is the newest, and those of an older one are stopping.
 * - `acting`: this generation is the newest.
 * - `superseded`: a newer one acts.
 */
export type GenerationState = 'unknown' | 'waiting' | 'acting' | 'superseded';

/** Options of joining a generation. */
export interface GenerationOptions {
  /** The store that all workers share. */
  readonly store: ObjectStore;
  /** Differs whenever some record would be decided otherwise, or found under another id. */
  readonly fingerprint: string;
  /** Called whenever the state changes, with the number of the generation that is the newest. */
  readonly onChange: (state: GenerationState, number: number) => void;
  /** Called with the first of several failures of the store in a row. */
  readonly onFailed: (error: ObjectStoreError) => void;
  /** The time of day, and waiting. */
  readonly clock: Clock;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The generation of a worker. */
export interface PolicyGeneration {
  /** The state now. */
  readonly state: GenerationState;
  /** Whether this worker may write: it is of the newest generation, and has looked a moment ago. */
  mayAct(): boolean;
}

/** How often each worker looks. */
const LOOK_EVERY_MS = 2_000;
/** Those of an older generation have noticed by then, and what they were writing is answered. */
const HANDOVER_MS = 6_000;
/** A worker that has not looked for so long has stood still itself. */
const MAX_BLIND_MS = 15_000;
const BEAT_EVERY_MS = 60_000;
/** A generation whose beat stands still for so long has no workers any more. */
const MAX_SILENT_MS = 180_000;

/**
 * Makes a worker one of a generation. Whoever starts with another fingerprint than that of the generation
 * that acts begins a newer one, also when it is an older version of this product that is rolled back to. The
 * workers of the older one stop writing within seconds, and the new ones begin after that. When all workers
 * of the newest are gone, whoever is left takes over.
 */
export function joinGeneration(options: GenerationOptions): PolicyGeneration {
  const { store, fingerprint, onChange, onFailed, clock, signal } = options;
  let state: GenerationState = 'unknown';
  let mayActFrom = 0;
  /** The generation seen last, and since when it has been the same. */
  let seen: { readonly version: string; readonly since: number } | undefined;

  function become(next: GenerationState, { number }: Generation): void {
    if (next === state) return;
    state = next;
    onChange(next, number);
  }

  async function look(): Promise<void> {
    const stored = await readGeneration(store, signal);
    const now = clock.monotonic();
    if (stored !== undefined && stored.version !== seen?.version)
      seen = { version: stored.version, since: now };
    const silentMs = seen === undefined ? 0 : now - seen.since;
    if (stored?.generation.fingerprint === fingerprint) await stay(stored, silentMs);
    else if (state === 'unknown' || silentMs > MAX_SILENT_MS) await begin(stored);
    else if (stored !== undefined) become('superseded', stored.generation);
  }

  async function stay(stored: StoredGeneration, silentMs: number): Promise<void> {
    if (silentMs > BEAT_EVERY_MS) {
      await writeGeneration(
        store,
        { ...stored.generation, beat: stored.generation.beat + 1 },
        stored,
        signal,
      );
    }
    become(clock.monotonic() < mayActFrom ? 'waiting' : 'acting', stored.generation);
  }

  /** Begins a newer generation; when somebody else was faster, the next look finds that one. */
  async function begin(stored: StoredGeneration | undefined): Promise<void> {
    const number = (stored?.generation.number ?? 0) + 1;
    const next: Generation = { number, fingerprint, since: clock.now(), beat: 0 };
    if (!(await writeGeneration(store, next, stored, signal))) return;
    if (stored !== undefined) mayActFrom = clock.monotonic() + HANDOVER_MS;
    become(stored === undefined ? 'acting' : 'waiting', next);
  }

  const looking = keepLooking(look, { everyMs: LOOK_EVERY_MS, onFailed, clock, signal });
  return {
    get state() {
      return state;
    },
    mayAct: () => state === 'acting' && clock.monotonic() - looking.lastAt < MAX_BLIND_MS,
  };
}
