import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Confirm } from '../../terminal/confirm.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { batchFor } from '../letters/batch-for.ts';
import { clearLetters } from '../letters/clear-letters.ts';
import { deadLetterOf } from '../letters/dead-letter.ts';
import { createLetterGroups, type Grouping } from '../letters/group-letters.ts';
import { groupLines } from '../letters/group-lines.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { matches } from '../letters/letter-filter.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import type { PurgeOptions } from './purge-command.ts';

/** What purging needs. */
export interface PurgePorts {
  readonly terminal: Terminal;
  readonly box: Pick<LetterBox, 'name' | 'letters' | 'openReceiver'>;
  readonly confirm: Confirm;
  readonly clock: Clock;
  /** Ends it after the letter in hand. */
  readonly signal: AbortSignal;
  /** How long to wait for letters that somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
}

const BY: readonly Grouping[] = ['reason', 'table', 'message'];

/** `dead-letter purge`: shows what is meant, asks, and deletes it. */
export async function purgeLetters(options: PurgeOptions, ports: PurgePorts): Promise<ExitCode> {
  const { terminal, box, confirm, clock, signal } = ports;
  const { filter, json, dryRun, yes, peekRate } = options;
  const groups = createLetterGroups(BY);
  const pending = new Set<string>();
  for await (const message of peekLetters(box.letters, { rate: peekRate, signal, clock })) {
    const letter = deadLetterOf(message);
    if (!matches(filter, letter)) continue;
    groups.add(letter);
    pending.add(letter.sequenceNumber);
  }
  if (!json) {
    terminal.print(`${box.name}: delete ${groups.count} dead letters`);
    if (groups.count > 0)
      for (const line of groupLines(groups.list(), BY, terminal, clock.now())) terminal.print(line);
  }
  if (dryRun || groups.count === 0) {
    if (json) terminal.print(JSON.stringify({ queue: box.name, toDelete: groups.count }));
    return groups.count === 0 ? EXIT.nothingToDo : EXIT.done;
  }
  if (!yes && !(await confirm(`Delete ${groups.count} dead letters for good?`))) {
    if (json) terminal.print(JSON.stringify({ queue: box.name, toDelete: groups.count }));
    terminal.log('Nothing was deleted.');
    return EXIT.nothingToDo;
  }
  return purge(pending, options, ports);
}

async function purge(
  pending: Set<string>,
  { rate, peekRate, json }: PurgeOptions,
  { terminal, box, clock, signal, lockWaitMs }: PurgePorts,
): Promise<ExitCode> {
  const bar = createProgress(terminal, pending.size, clock);
  const counts = { cleared: 0, missing: 0 };
  const ended = await clearLetters({
    box,
    pending,
    limit: createRateLimit(rate, clock),
    clock,
    batch: batchFor(rate),
    peekRate,
    lockWaitMs,
    signal,
    beforehand: async () => {},
    onDone(_, what) {
      counts[what] += 1;
      bar.show(counts.cleared + counts.missing);
    },
  });
  bar.end();
  const { cleared: deleted, missing } = counts;
  if (json) terminal.print(JSON.stringify({ ended, deleted, missing, left: pending.size }));
  else terminal.print(`Deleted ${deleted}; ${pending.size} are left.`);
  if (ended === 'locked') terminal.log('Stopped: the letters that are left are locked by somebody else.');
  return ended === 'done' ? EXIT.done : EXIT.failed;
}
