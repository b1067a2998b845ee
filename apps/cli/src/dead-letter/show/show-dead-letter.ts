import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { OperatorError, usageError } from '../../failure/operator-error.ts';
import { printableLines, printableText } from '../../terminal/printable-text.ts';
import { tableLines } from '../../terminal/table.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { durationText } from '../../time/duration-text.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { type DeadLetterDetails, deadLetterDetails } from './dead-letter-details.ts';
import type { ShowOptions } from './show-command.ts';

/** Dependencies of showing a dead letter. */
export interface ShowPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly clock: Clock;
}

/** `dead-letter show`: one dead letter, masked unless it is to be revealed to a person at a terminal. */
export async function showDeadLetter(
  { sequenceNumber, reveal, json }: ShowOptions,
  { terminal, queue, clock }: ShowPorts,
): Promise<ExitCode> {
  if (reveal && !terminal.isTerminal) {
    throw usageError('--reveal shows personal data and works on a terminal only, not into a file or a pipe.');
  }
  const from = Long.fromString(sequenceNumber);
  const [message] = await queue.deadLetters.peekMessages(1, { fromSequenceNumber: from });
  if (message?.sequenceNumber?.equals(from) !== true) {
    throw new OperatorError(`There is no dead letter ${sequenceNumber} in ${queue.name}.`);
  }
  if (reveal) terminal.log(terminal.palette.yellow('This shows personal data. Do not copy it anywhere.'));
  const details = deadLetterDetails(message, reveal);
  if (json) terminal.print(JSON.stringify(details));
  else for (const line of detailLines(details, terminal, clock.now())) terminal.print(line);
  return EXIT.done;
}

function detailLines(
  details: DeadLetterDetails,
  { palette: { bold, dim }, width }: Terminal,
  now: number,
): string[] {
  const { body, properties, records, enqueuedAt, ...rest } = details;
  const age = enqueuedAt === null ? '?' : `${enqueuedAt} (${durationText(now - Date.parse(enqueuedAt))} ago)`;
  const rows = [
    ['enqueued', age],
    ...Object.entries(rest).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])),
    ...records.map(({ table, id }) => ['record', `${table} ${id}`]),
    ...Object.entries(properties).map(([name, value]) => ['property', `${name} = ${String(value)}`]),
  ];
  return [
    bold(`Dead letter ${details.sequenceNumber}`),
    ...tableLines(
      rows.map(([name = '', value = '']) => [
        { text: printableText(name), paint: dim },
        printableText(value),
      ]),
      { width },
    ),
    dim('body'),
    ...printableLines(typeof body === 'string' ? body : JSON.stringify(body, null, 2)),
  ];
}
