import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { OperatorError } from '../../failure/operator-error.ts';
import type { ReadLines } from '../../read-lines.ts';
import type { Confirm } from '../../terminal/confirm.ts';
import { createProgress } from '../../terminal/progress.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { createRateLimit } from '../../time/rate-limit.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { refuseTopic } from '../queue/refuse-topic.ts';
import type { ImportOptions } from './import-command.ts';
import { messageOfLine } from './message-of-line.ts';

/** More numbers of lines than these nobody reads. */
const MAX_NAMED = 10;

/** Dependencies of importing. */
export interface ImportPorts {
  readonly terminal: Terminal;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'throughTopic' | 'sender'>;
  readonly confirm: Confirm;
  readonly readLines: ReadLines;
  /** A random mark: letters and digits. */
  readonly newRun: () => string;
  readonly clock: Clock;
  /** Ends it after the message in hand. */
  readonly signal: AbortSignal;
}

/**
 * `dead-letter import`: says how many, asks, and sends them one at a time. Reads the file twice, keeps a
 * line.
 */
export async function importDeadLetters(options: ImportOptions, ports: ImportPorts): Promise<ExitCode> {
  const { terminal, queue, confirm } = ports;
  const { path, dryRun, yes, json } = options;
  const { usable, unusable } = await counted(options, ports);
  if (!json) terminal.print(`${path}: send ${usable} dead letters to ${queue.name}`);
  if (unusable.count > 0) terminal.log(unusableMessage(unusable));
  const end = (otherwise: ExitCode) => (unusable.count > 0 ? EXIT.failed : otherwise);
  if (dryRun || usable === 0) {
    if (json) terminal.print(JSON.stringify({ toSend: usable, unusable: unusable.count }));
    return end(usable === 0 ? EXIT.nothingToDo : EXIT.done);
  }
  refuseTopic(queue, options);
  if (!yes && !(await confirm(`Send ${usable} dead letters?`))) {
    if (json) terminal.print(JSON.stringify({ sent: 0, left: usable }));
    terminal.log('Nothing was sent.');
    return EXIT.nothingToDo;
  }
  return end(await send(usable, options, ports));
}

/** Lines that hold no dead letter that could be sent: how many, and the numbers of the first. */
interface Unusable {
  readonly count: number;
  readonly first: readonly number[];
}

async function counted(
  { path, skip }: ImportOptions,
  { readLines, signal }: ImportPorts,
): Promise<{ usable: number; unusable: Unusable }> {
  const first: number[] = [];
  let usable = 0;
  let count = 0;
  let number = 0;
  for await (const text of readLines(path)) {
    number += 1;
    if (signal.aborted) throw new OperatorError('Stopped as asked, while reading.');
    if (number <= skip || text.trim() === '') continue;
    if (messageOfLine(text, '') !== undefined) usable += 1;
    else {
      count += 1;
      if (first.length < MAX_NAMED) first.push(number);
    }
  }
  return { usable, unusable: { count, first } };
}

/** A dead letter that is not sent may be somebody's wish to be forgotten, so it is said where it is. */
function unusableMessage({ count, first }: Unusable): string {
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  return `No dead letter that could be sent is in ${count === 1 ? 'line' : 'lines'} ${first.join(', ')}${more}.`;
}

async function send(
  total: number,
  { rate, path, skip, json }: ImportOptions,
  { terminal, queue, readLines, newRun, clock, signal }: ImportPorts,
): Promise<ExitCode> {
  const limit = createRateLimit(rate, clock);
  const bar = createProgress(terminal, total, clock);
  const run = newRun();
  let sent = 0;
  let passed = 0;
  try {
    for await (const text of readLines(path)) {
      const message = passed < skip ? undefined : messageOfLine(text, run);
      if (message !== undefined) {
        await limit.take(1, signal);
        if (signal.aborted) break;
        await queue.sender.sendMessages(message);
        sent += 1;
        bar.show(sent);
      }
      passed += 1;
    }
  } finally {
    bar.end();
    if (sent < total)
      terminal.log(`Resume with: spotler-connector dead-letter import ${path} --skip ${passed}`);
  }
  if (json) terminal.print(JSON.stringify({ sent, left: total - sent }));
  else terminal.print(`Sent ${sent}; ${total - sent} are left.`);
  return sent === total ? EXIT.done : EXIT.failed;
}
