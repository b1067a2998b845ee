import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ExplainFileOptions } from './explain-options.ts';
import { type Choices, explainedBy } from './explained.ts';
import { explainedLines } from './explained-lines.ts';
import { parseSnapshot } from './parse-snapshot.ts';

/** Dependencies of explaining a file. */
export interface ExplainFilePorts {
  readonly terminal: Terminal;
  readonly choices: Choices;
  /** The text of a file. @throws {OperatorError} when it can't be read. */
  readonly readText: (path: string) => Promise<string>;
}

/** `explain --file`: asks nobody. */
export async function explainFile(
  { path, json }: ExplainFileOptions,
  { terminal, choices, readText }: ExplainFilePorts,
): Promise<ExitCode> {
  const explained = explainedBy(parseSnapshot(await readText(path)), choices);
  if (json) terminal.print(JSON.stringify(explained));
  else for (const line of explainedLines(explained, terminal)) terminal.print(line);
  return EXIT.done;
}
