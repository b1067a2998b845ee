import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Confirm } from '../../terminal/confirm.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { batchSize } from '../queue/batch-size.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { drain } from '../queue/drain.ts';
import { createLookProgress } from '../queue/look-progress.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { createDeadLetterGroups, type Grouping } from '../selection/group-dead-letters.ts';
import { groupLines } from '../selection/group-lines.ts';
import { createSelection } from '../selection/selection.ts';
import type { PurgeOptions } from './purge-command.ts';

/** Dependencies of purging. */
export interface PurgePorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'namespace' | 'name' | 'deadLetters' | 'openReceiver'>;
  readonly confirm: Confirm;
  readonly clock: Clock;
  /** Ends it after the dead letter in hand. */
  readonly signal: AbortSignal;
  /** How long to wait for dead letters that somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
}

const BY: readonly Grouping[] = ['reason', 'table', 'message'];

/** `dead-letter purge`: shows what is meant, asks, and deletes it. */
export async function purgeDeadLetters(options: PurgeOptions, ports: PurgePorts): Promise<ExitCode> {
  const { terminal, queue, confirm, clock, signal } = ports;
  const { filter, json, dryRun, yes, peekRate } = options;
  const groups = createDeadLetterGroups(BY);
  const pending = new Set<string>();
  const selection = createSelection(filter);
  const { deadLetters } = queue;
  const progress = createLookProgress({ terminal, deadLetters, peekRate, clock });
  for await (const message of peekMessages(deadLetters, { rate: peekRate, signal, clock })) {
    await progress.looked(message);
    const deadLetter = deadLetterOf(message);
    if (!selection.includes(deadLetter)) continue;
    groups.add(deadLetter);
    pending.add(deadLetter.sequenceNumber);
  }
  progress.end();
  for (const hint of selection.hints()) terminal.log(hint);
  if (!json) {
    terminal.print(`${queue.name} in ${queue.namespace}: delete ${groups.count} dead letters`);
    if (groups.count > 0)
      for (const line of groupLines(groups.list(), BY, terminal, clock.now())) terminal.print(line);
  }
  if (dryRun || groups.count === 0) {
    if (json) terminal.print(JSON.stringify({ queue: queue.name, toDelete: groups.count }));
    return groups.count === 0 ? EXIT.nothingToDo : EXIT.done;
  }
  if (!yes && !(await confirm(`Delete ${groups.count} dead letters for good?`))) {
    if (json) terminal.print(JSON.stringify({ queue: queue.name, toDelete: groups.count }));
    terminal.log('Nothing was deleted.');
    return EXIT.nothingToDo;
  }
  return purge(pending, options, ports);
}

async function purge(
  pending: Set<string>,
  { rate, peekRate, json }: PurgeOptions,
  { terminal, queue, clock, signal, lockWaitMs }: PurgePorts,
): Promise<ExitCode> {
  const bar = createProgress(terminal, pending.size, clock);
  const counts = { drained: 0, missing: 0 };
  const ended = await drain({
    queue,
    pending,
    limit: createRateLimit(rate, clock),
    clock,
    batch: batchSize(rate),
    peekRate,
    lockWaitMs,
    signal,
    handle: async () => 'complete',
    onDone(_, what) {
      counts[what] += 1;
      bar.show(counts.drained + counts.missing);
    },
  });
  bar.end();
  const { drained: deleted, missing } = counts;
  if (json) terminal.print(JSON.stringify({ ended, deleted, missing, left: pending.size }));
  else terminal.print(`Deleted ${deleted}; ${pending.size} are left.`);
  if (ended === 'locked')
    terminal.log(
      'Stopped: Service Bus did not hand out those that are left. Somebody else may have locked them.',
    );
  return ended === 'done' ? EXIT.done : EXIT.failed;
}
