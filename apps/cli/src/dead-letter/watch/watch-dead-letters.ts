import type { Clock } from '@spotler-connector/clock';
import { serviceBusCode } from '@spotler-connector/service-bus';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { failureMessage } from '../../failure/failure-message.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { pause } from '../../time/pause.ts';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { type DeadLetterFilter, matches } from '../selection/dead-letter-filter.ts';
import type { WatchOptions } from './watch-command.ts';
import { HEADER, jsonOf, linesOf } from './watch-lines.ts';

/** Dependencies of watching. */
export interface WatchPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly signal: AbortSignal;
}

/** Codes that no waiting mends. */
const LASTING: ReadonlySet<string> = new Set([
  'UnauthorizedAccess',
  'MessagingEntityNotFound',
  'MessagingEntityDisabled',
]);

/**
 * `dead-letter watch`: passes over those that are there already, unless `--since` is given, and shows each
 * that comes, once, until it is told to stop. When Service Bus is away it says so and goes on.
 */
export async function watchDeadLetters(options: WatchOptions, ports: WatchPorts): Promise<ExitCode> {
  const { everyMs, json, filter } = options;
  const { terminal, clock, queue, signal } = ports;
  const seen = createSeen();
  const already = await look(options, ports, (deadLetter) => {
    const isNew = seen.add(deadLetter.sequenceNumber);
    return isNew && filter.since !== undefined;
  });
  seen.endLook();
  terminal.log(`${queue.name} has ${already} dead letters; watching for new ones.`);
  if (!json && terminal.isTerminal) terminal.log(terminal.palette.dim(HEADER));
  let isAway = false;
  while (!signal.aborted) {
    await pause(clock, everyMs, signal);
    if (signal.aborted) break;
    try {
      await look(options, ports, ({ sequenceNumber }) => seen.add(sequenceNumber));
      seen.endLook();
      if (isAway) terminal.log('Service Bus answers again.');
      isAway = false;
    } catch (error) {
      if (!isRetryable(error)) throw error;
      if (!isAway) terminal.log(`${failureMessage(error)} Trying again.`);
      terminal.debug(error);
      isAway = true;
    }
  }
  return EXIT.done;
}

/** Looks at every dead letter, and shows those that are new and meant. A new one can have any number. */
async function look(
  { filter, json, peekRate }: { filter: DeadLetterFilter; json: boolean; peekRate: number },
  { terminal, clock, queue, signal }: WatchPorts,
  isNew: (deadLetter: DeadLetter) => boolean,
): Promise<number> {
  let count = 0;
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, clock })) {
    count += 1;
    const deadLetter = deadLetterOf(message);
    if (isNew(deadLetter) && matches(filter, deadLetter)) {
      if (json) terminal.print(jsonOf(deadLetter));
      else for (const line of linesOf(deadLetter, terminal.width)) terminal.print(line);
    }
    if (signal.aborted) break;
  }
  return count;
}

/** Numbers that were seen. Those that are gone after a whole look are forgotten. */
function createSeen(): { add(sequenceNumber: string): boolean; endLook(): void } {
  let before = new Set<string>();
  let now = new Set<string>();
  return {
    add(sequenceNumber) {
      const isNew = !before.has(sequenceNumber) && !now.has(sequenceNumber);
      now.add(sequenceNumber);
      return isNew;
    },
    endLook() {
      before = now;
      now = new Set();
    },
  };
}

function isRetryable(error: unknown): boolean {
  const code = serviceBusCode(error);
  return code !== undefined && !LASTING.has(code);
}
