import type { Clock } from '@spotler-connector/clock';
import Long from 'long';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { OperatorError, usageError } from '../../failure/operator-error.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { deadLetterDetails } from './dead-letter-details.ts';
import { detailLines } from './detail-lines.ts';
import type { ShowOptions } from './show-command.ts';

/** Dependencies of showing a dead letter. */
export interface ShowPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  readonly clock: Clock;
}

/** `dead-letter show`: one dead letter, masked unless it is to be revealed to a person at a terminal. */
export async function showDeadLetter(
  { sequenceNumber, body, reveal, json }: ShowOptions,
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
  else {
    const lines = detailLines(details, { withBody: body || reveal, now: clock.now() }, terminal);
    for (const line of lines) terminal.print(line);
  }
  return EXIT.done;
}
