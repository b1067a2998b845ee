import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { matches } from '../selection/dead-letter-filter.ts';
import { createDeadLetterGroups } from '../selection/group-dead-letters.ts';
import { groupLines } from '../selection/group-lines.ts';
import type { ListOptions } from './list-command.ts';

/** Dependencies of listing. */
export interface ListPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly clock: Clock;
}

/** How many messages are looked at between two looks at the screen. */
const STEP = 1_000;

/** `dead-letter list`: counts and groups, in memory that does not grow with the number of dead letters. */
export async function listDeadLetters(
  { filter, by, json, peekRate }: ListOptions,
  { terminal, queue, clock }: ListPorts,
): Promise<ExitCode> {
  const groups = createDeadLetterGroups(by);
  let looked = 0;
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, clock })) {
    looked += 1;
    if (looked % STEP === 0) terminal.status(`looked at ${looked}`);
    const deadLetter = deadLetterOf(message);
    if (matches(filter, deadLetter)) groups.add(deadLetter);
  }
  terminal.status('');
  const list = groups.list();
  if (json) {
    const shown = list.map(({ key, count, oldest, newest }) => ({
      ...key,
      count,
      oldest: oldest === undefined ? null : new Date(oldest).toISOString(),
      newest: newest === undefined ? null : new Date(newest).toISOString(),
    }));
    terminal.print(JSON.stringify({ queue: queue.name, count: groups.count, of: looked, groups: shown }));
    return EXIT.done;
  }
  const of = groups.count === looked ? '' : ` of ${looked}`;
  terminal.print(`${queue.name}: ${groups.count}${of} dead letters`);
  if (groups.count > 0) {
    for (const line of groupLines(list, by, terminal, clock.now())) terminal.print(line);
  }
  return EXIT.done;
}
