import type { Clock } from '@spotler-connector/clock';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { deadLetterOf } from '../letters/dead-letter.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { matches } from '../letters/letter-filter.ts';
import { letterLine } from '../letters/letter-line.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import type { ExportOptions } from './export-command.ts';

/** A file that is being written. */
export interface LineFile {
  write(line: string): void;
  close(): void;
}

/** What exporting needs. */
export interface ExportPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly box: Pick<LetterBox, 'name' | 'letters'>;
  /** Makes a new file that only its owner can read. @throws {OperatorError} when there is one already. */
  readonly createFile: (path: string) => LineFile;
}

/** `dead-letter export`: a line for each letter, in memory that does not grow with their number. */
export async function exportLetters(
  { filter, out, personalData, json, peekRate }: ExportOptions,
  { terminal, clock, box, createFile }: ExportPorts,
): Promise<ExitCode> {
  // No letter, no file: the next try must not find one in its way.
  let file: LineFile | undefined;
  let count = 0;
  try {
    for await (const message of peekLetters(box.letters, { rate: peekRate, clock })) {
      if (!matches(filter, deadLetterOf(message))) continue;
      file ??= createFile(out);
      file.write(letterLine(message, personalData));
      count += 1;
    }
  } finally {
    file?.close();
  }
  const written = count === 0 ? null : out;
  if (json) terminal.print(JSON.stringify({ queue: box.name, exported: count, file: written, personalData }));
  else if (count === 0) terminal.print(`${box.name}: no dead letters to export; no file was written.`);
  else terminal.print(`${box.name}: ${count} dead letters are in ${out}.`);
  if (personalData && count > 0) {
    terminal.log(terminal.palette.yellow('The file holds personal data. Delete it when it has served.'));
  }
  return count === 0 ? EXIT.nothingToDo : EXIT.done;
}
