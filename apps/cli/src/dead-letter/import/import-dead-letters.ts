import type { ServiceBusMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Confirm } from '../../terminal/confirm.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import { messageOfLine } from '../export/export-line.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { refuseTopic } from '../queue/refuse-topic.ts';
import type { ImportOptions } from './import-command.ts';

/** Dependencies of importing. */
export interface ImportPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'throughTopic' | 'sender'>;
  readonly confirm: Confirm;
  /** The text of a file. @throws {OperatorError} when it can't be read. */
  readonly readText: (path: string) => Promise<string>;
  /** A random mark: letters and digits. */
  readonly newRun: () => string;
  readonly clock: Clock;
  /** Ends it after the message in hand. */
  readonly signal: AbortSignal;
}

/** A message, and the number of the line that it comes from. */
interface Numbered {
  readonly line: number;
  readonly message: ServiceBusMessage;
}

/** `dead-letter import`: says how many, asks, and sends them one at a time. */
export async function importDeadLetters(options: ImportOptions, ports: ImportPorts): Promise<ExitCode> {
  const { terminal, queue, confirm, readText, newRun } = ports;
  const { path, skip, dryRun, yes, json } = options;
  const run = newRun();
  const lines = (await readText(path)).split('\n').slice(skip);
  const messages = lines.flatMap((text, index): Numbered[] => {
    const message = messageOfLine(text, run);
    return message === undefined ? [] : [{ line: skip + index, message }];
  });
  const usable = new Set(messages.map(({ line }) => line));
  const unusable = lines.flatMap((text, index) =>
    text.trim() === '' || usable.has(skip + index) ? [] : [skip + index + 1],
  );
  if (!json) terminal.print(`${path}: send ${messages.length} dead letters to ${queue.name}`);
  if (unusable.length > 0) terminal.log(unusableMessage(unusable));
  const end = (otherwise: ExitCode) => (unusable.length > 0 ? EXIT.failed : otherwise);
  if (dryRun || messages.length === 0) {
    if (json) terminal.print(JSON.stringify({ toSend: messages.length, unusable: unusable.length }));
    return end(messages.length === 0 ? EXIT.nothingToDo : EXIT.done);
  }
  refuseTopic(queue, options);
  if (!yes && !(await confirm(`Send ${messages.length} dead letters?`))) {
    if (json) terminal.print(JSON.stringify({ sent: 0, left: messages.length }));
    terminal.log('Nothing was sent.');
    return EXIT.nothingToDo;
  }
  return end(await send(messages, options, ports));
}

/** A dead letter that is not sent may be somebody's wish to be forgotten, so it is said where it is. */
function unusableMessage(numbers: readonly number[]): string {
  const shown = numbers.slice(0, 10).join(', ');
  const more = numbers.length > 10 ? ` and ${numbers.length - 10} more` : '';
  return `No dead letter that could be sent is in ${numbers.length === 1 ? 'line' : 'lines'} ${shown}${more}.`;
}

async function send(
  messages: readonly Numbered[],
  { rate, path, json }: ImportOptions,
  { terminal, queue, clock, signal }: ImportPorts,
): Promise<ExitCode> {
  const limit = createRateLimit(rate, clock);
  const bar = createProgress(terminal, messages.length, clock);
  let sent = 0;
  try {
    for (const { message } of messages) {
      await limit.take(1, signal);
      if (signal.aborted) break;
      await queue.sender.sendMessages(message);
      sent += 1;
      bar.show(sent);
    }
  } finally {
    bar.end();
    const next = messages[sent];
    if (next !== undefined) {
      terminal.log(`Resume with: spotler-connector dead-letter import ${path} --skip ${next.line}`);
    }
  }
  if (json) terminal.print(JSON.stringify({ sent, left: messages.length - sent }));
  else terminal.print(`Sent ${sent}; ${messages.length - sent} are left.`);
  return sent === messages.length ? EXIT.done : EXIT.failed;
}
