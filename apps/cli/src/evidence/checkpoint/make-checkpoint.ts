import type { StoredCheckpoint } from '@spotler-connector/ledger';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { CheckpointOptions } from './checkpoint-command.ts';

/** Dependencies of making a checkpoint. */
export interface CheckpointPorts {
  readonly terminal: Terminal;
  readonly make: () => Promise<StoredCheckpoint>;
  /** Makes a new file. @throws {OperatorError} when there is one already. */
  readonly createFile: (path: string) => { write(line: string): void; close(): void };
}

/** `evidence checkpoint`. */
export async function makeCheckpointAsTold(
  { file, json }: CheckpointOptions,
  { terminal, make, createFile }: CheckpointPorts,
): Promise<ExitCode> {
  const opened = file === undefined ? undefined : createFile(file);
  const { checkpoint, name, text, fingerprint } = await make();
  opened?.write(text.trimEnd());
  opened?.close();
  const { at, chains } = checkpoint;
  const entries = chains.reduce((sum, each) => sum + each.entries, 0);
  if (json) terminal.print(JSON.stringify({ at, name, chains: chains.length, entries, fingerprint }));
  else {
    terminal.print(`${at}  ${entries} entries in ${chains.length} chains`);
    terminal.print(`fingerprint ${fingerprint}`);
    terminal.print(`stored as ${name}${file === undefined ? '' : `, and in ${file}`}`);
  }
  return EXIT.done;
}
