import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { readSweepBase } from '@spotler-connector/sweep';
import type { EarlierSweep } from './connect-sides.ts';
import { fullBecause } from './full-because.ts';
import type { SweepOptions } from './sweep-command.ts';

/**
 * Knowledge of an earlier sweep that saves requests if it still holds: whose environment it is, and whether
 * everything is read after all, Dataverse has to be asked first.
 */
export async function earlierSweep(
  { full, orphans, table, resume }: Pick<SweepOptions, 'full' | 'orphans' | 'table' | 'resume'>,
  store: ObjectStore | undefined,
  clock: Pick<Clock, 'now'>,
): Promise<EarlierSweep> {
  const base = store && (await readSweepBase(store));
  if (base === undefined) return { userId: undefined, changes: {} };
  const { userId, fingerprint } = base;
  const everything = fullBecause(base, { full, orphans, table, fingerprint, now: clock.now() }) !== undefined;
  // One that is resumed has read some of them already.
  return { userId, changes: everything || resume ? {} : base.changes };
}
