import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { pause } from '../../time/pause.ts';
import { type DeadLetter, deadLetterOf } from '../letters/dead-letter.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { matches } from '../letters/letter-filter.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import type { WatchOptions } from './watch-command.ts';

/** What watching needs. */
export interface WatchPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly box: Pick<LetterBox, 'name' | 'letters'>;
  readonly signal: AbortSignal;
}

/** `dead-letter watch`: what is there already is passed over, what comes is shown, until told to stop. */
export async function watchLetters(
  { filter, everyMs, json, peekRate }: WatchOptions,
  { terminal, clock, box, signal }: WatchPorts,
): Promise<ExitCode> {
  let from = Long.ZERO;
  async function look(show: (letter: DeadLetter) => void): Promise<number> {
    let count = 0;
    for await (const message of peekLetters(box.letters, { from, rate: peekRate, clock })) {
      count += 1;
      from = message.sequenceNumber?.add(1) ?? from;
      const letter = deadLetterOf(message);
      if (matches(filter, letter)) show(letter);
      if (signal.aborted) break;
    }
    return count;
  }

  const already = await look(() => {});
  terminal.log(`${box.name} has ${already} dead letters; watching for new ones.`);
  while (!signal.aborted) {
    await pause(clock, everyMs, signal);
    if (!signal.aborted) await look((letter) => terminal.print(json ? jsonOf(letter) : lineOf(letter)));
  }
  return EXIT.done;
}

function jsonOf({ enqueuedAt, ...letter }: DeadLetter): string {
  return JSON.stringify({ ...letter, enqueuedAt: timeOf(enqueuedAt) });
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
