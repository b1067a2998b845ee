import {
  type CurrentSweep,
  createPageJournal,
  readCurrentSweep,
  writeCurrentSweep,
} from '@spotler-connector/sweep';
import { usageError } from '../failure/operator-error.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';

/**
 * A new sweep, or with `--resume` the one that did not end; undefined when there is none.
 *
 * @throws {OperatorError} when that one was about other systems or settings, or none can be resumed at all.
 */
export async function beginSweep(
  { resume }: Pick<SweepOptions, 'resume'>,
  {
    store,
    clock,
    fingerprint,
    newRun,
    terminal,
  }: Pick<SweepPorts, 'store' | 'clock' | 'fingerprint' | 'newRun' | 'terminal'>,
): Promise<CurrentSweep | undefined> {
  if (store === undefined) {
    if (resume) throw usageError('Nothing is kept to go on with: set SPOTLER_STATE as the workers have it.');
    return { ...newRun(), startedAt: clock.now(), fingerprint, mendedTo: -1 };
  }
  const unfinished = await readCurrentSweep(store);
  if (resume) {
    if (unfinished === undefined || unfinished.fingerprint === fingerprint) return unfinished;
    throw usageError(
      'Systems or settings are others than those of the sweep that did not end: begin a new one.',
    );
  }
  if (unfinished !== undefined) {
    terminal.log('A sweep before this one did not end; this one begins anew.');
    await createPageJournal(store, unfinished.run).remove();
  }
  const begun = { ...newRun(), startedAt: clock.now(), fingerprint, mendedTo: -1 };
  await writeCurrentSweep(store, begun);
  return begun;
}
