import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { createSelection } from '../selection/selection.ts';
import type { ExportOptions } from './export-command.ts';
import { exportLine } from './export-line.ts';

/** A file that is being written. */
export interface LineFile {
  write(line: string): void;
  close(): void;
}

/** Dependencies of exporting. */
export interface ExportPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>;
  /** Makes a new file that only its owner can read. @throws {OperatorError} when there is one already. */
  readonly createFile: (path: string) => LineFile;
}

/** `dead-letter export`: a line for each dead letter, in memory that does not grow with their number. */
export async function exportDeadLetters(
  { filter, out, personalData, json, peekRate }: ExportOptions,
  { terminal, clock, queue, createFile }: ExportPorts,
): Promise<ExitCode> {
  // No dead letter, no file: the next try must not find one in its way.
  let file: LineFile | undefined;
  const selection = createSelection(filter);
  let count = 0;
  try {
    for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, clock })) {
      if (!selection.includes(deadLetterOf(message))) continue;
      file ??= createFile(out);
      file.write(exportLine(message, personalData));
      count += 1;
    }
  } finally {
    file?.close();
  }
  for (const hint of selection.hints()) terminal.log(hint);
  const written = count === 0 ? null : out;
  if (json)
    terminal.print(JSON.stringify({ queue: queue.name, exported: count, file: written, personalData }));
  else if (count === 0) terminal.print(`${queue.name}: no dead letters to export; no file was written.`);
  else terminal.print(`${queue.name}: ${count} dead letters are in ${out}.`);
  if (personalData && count > 0) {
    terminal.log(terminal.palette.yellow('The file holds personal data. Delete it when it has served.'));
  }
  return count === 0 ? EXIT.nothingToDo : EXIT.done;
}
