import {
  type CurrentSweep,
  createPageJournal,
  type PageJournal,
  readCurrentSweep,
  readSweepBase,
  type StoredBase,
  type SweepBase,
  writeCurrentSweep,
} from '@spotler-connector/sweep';
import { usageError } from '../failure/operator-error.ts';
import { fullBecause } from './full-because.ts';
import { ownedJournal } from './owned-journal.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

/** A sweep that is carried out. */
export interface BegunSweep {
  readonly current: CurrentSweep;
  /** Where its pages are kept; `undefined` when nowhere. */
  readonly journal: PageJournal | undefined;
  /** The sweeps that it goes on from; `undefined` when it reads everything. */
  readonly base: StoredBase | undefined;
}

/** Options of beginning a sweep. */
export type BeginOptions = Pick<SweepOptions, 'resume' | 'full' | 'table' | 'orphans'>;

/**
 * A new sweep, or with `--resume` the one that did not end; undefined when there is none.
 *
 * @throws {OperatorError} when that one was about other systems or settings, or none can be resumed at all.
 */
export async function beginSweep(
  options: BeginOptions,
  ports: Pick<SweepPorts, 'store' | 'clock' | 'fingerprint' | 'newRun' | 'terminal'>,
): Promise<BegunSweep | undefined> {
  const { store, clock, newRun } = ports;
  const fingerprint = currentFingerprint(options, ports);
  if (store === undefined) {
    if (options.resume) {
      throw usageError('Nothing is kept to go on with: set SPOTLER_STATE as the workers have it.');
    }
    const begun = { startedAt: clock.now(), fingerprint, scope: 'full', mendedTo: -1, mended: 0 } as const;
    return { current: { ...newRun(), ...begun }, journal: undefined, base: undefined };
  }
  const unfinished = await readCurrentSweep(store);
  if (options.resume && unfinished === undefined) return undefined;
  if (options.resume && unfinished?.fingerprint !== fingerprint) {
    throw usageError(
      'Systems or settings are others than those of the sweep that did not end: begin a new one.',
    );
  }
  const goesOn = options.resume ? unfinished : undefined;
  if (unfinished !== undefined && goesOn === undefined) {
    ports.terminal.log('A sweep before this one did not end, or still runs: it ends, and this one begins.');
    await createPageJournal(store, unfinished.run).remove();
  }
  const stored = await readSweepBase(store);
  const base = goesOn?.scope === 'full' ? undefined : baseFor(options, ports, stored);
  const named = newRun();
  const current: CurrentSweep = goesOn
    ? { ...goesOn, owner: named.owner }
    : {
        ...named,
        salt: base?.salt ?? named.salt,
        startedAt: clock.now(),
        fingerprint,
        scope: base === undefined ? 'full' : 'changes',
        mendedTo: -1,
        mended: 0,
      };
  if (current.scope === 'changes' && base?.salt !== current.salt) {
    throw usageError('What the sweep that did not end had begun from is gone: begin a new one.');
  }
  await writeCurrentSweep(store, current);
  return { current, journal: ownedJournal(store, current), base };
}

/** The sweeps that one goes on from; undefined, with a word about it, when it reads everything. */
function baseFor(
  options: BeginOptions,
  { clock, fingerprint, terminal }: Pick<SweepPorts, 'clock' | 'fingerprint' | 'terminal'>,
  stored: StoredBase | undefined,
): StoredBase | undefined {
  const reason = fullBecause(stored, { ...options, fingerprint, now: clock.now() });
  if (reason === undefined) return stored;
  if (stored !== undefined) terminal.log(`Everything is read: ${reason}.`);
  return undefined;
}

/** The base as the comparison wants it. */
export function baseOf({ base, current }: BegunSweep, store: SweepPorts['store']): SweepBase | undefined {
  if (base === undefined || store === undefined) return undefined;
  const { changes, lastAt, runs } = base;
  return {
    changes,
    lastAt,
    history: runs
      .filter(({ run }) => run !== current.run)
      .map(({ run, ...counts }) => ({ journal: createPageJournal(store, run), counts })),
  };
}

/** A sweep that is resumed must find the same. */
function currentFingerprint(
  { table, orphans }: BeginOptions,
  { fingerprint }: Pick<SweepPorts, 'fingerprint'>,
): string {
  return [fingerprint, table ?? 'all', orphans ? 'orphans' : 'own'].join('/');
}
