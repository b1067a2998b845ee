import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { pause } from '../../time/pause.ts';
import { type DeadLetter, deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { matches } from '../selection/dead-letter-filter.ts';
import type { WatchOptions } from './watch-command.ts';

/** Dependencies of watching. */
export interface WatchPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly signal: AbortSignal;
}

/** `dead-letter watch`: what is there already is passed over, what comes is shown, until told to stop. */
export async function watchDeadLetters(
  { filter, everyMs, json, peekRate }: WatchOptions,
  { terminal, clock, queue, signal }: WatchPorts,
): Promise<ExitCode> {
  let from = Long.ZERO;
  async function look(show: (deadLetter: DeadLetter) => void): Promise<number> {
    let count = 0;
    for await (const message of peekMessages(queue.deadLetters, { from, rate: peekRate, clock })) {
      count += 1;
      from = message.sequenceNumber?.add(1) ?? from;
      const deadLetter = deadLetterOf(message);
      if (matches(filter, deadLetter)) show(deadLetter);
      if (signal.aborted) break;
    }
    return count;
  }

  const already = await look(() => {});
  terminal.log(`${queue.name} has ${already} dead letters; watching for new ones.`);
  while (!signal.aborted) {
    await pause(clock, everyMs, signal);
    if (!signal.aborted)
      await look((deadLetter) => terminal.print(json ? jsonOf(deadLetter) : lineOf(deadLetter)));
  }
  return EXIT.done;
}

function jsonOf({ enqueuedAt, ...deadLetter }: DeadLetter): string {
  return JSON.stringify({ ...deadLetter, enqueuedAt: timeOf(enqueuedAt) });
}

function lineOf({
  sequenceNumber,
  reason,
  table,
  message,
  records,
  enqueuedAt,
  replays,
}: DeadLetter): string {
  const about =
    records.length === 0 ? table : records.map((record) => `${record.table} ${record.id}`).join(', ');
  const again = replays === 0 ? '' : `, replayed ${replays} times`;
  return `${timeOf(enqueuedAt) ?? '?'}  ${sequenceNumber}  ${reason}  ${message} of ${about}${again}`;
}

function timeOf(enqueuedAt: number | undefined): string | null {
  return enqueuedAt === undefined ? null : new Date(enqueuedAt).toISOString();
}
