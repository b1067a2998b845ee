import type { Checkpoint, Problem, Verification, VerifyOptions } from '@spotler-connector/ledger';
import { parseCheckpoint } from '@spotler-connector/ledger';
import { EXIT, type ExitCode } from '../../failure/exit-code.ts';
import { usageError } from '../../failure/operator-error.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { VerifyEvidenceOptions } from './verify-command.ts';

/** Dependencies of verifying. */
export interface VerifyPorts {
  readonly terminal: Terminal;
  readonly verify: (options: VerifyOptions) => Promise<Verification>;
  /** The text of a file. @throws {OperatorError} when it can't be read. */
  readonly readText: (path: string) => Promise<string>;
}

/** `evidence verify`: exit code 1 when anything is wrong. */
export async function verifyAsTold(
  { checkpoints: paths, fingerprints, json }: VerifyEvidenceOptions,
  { terminal, verify, readText }: VerifyPorts,
): Promise<ExitCode> {
  const checkpoints: Checkpoint[] = [];
  for (const path of paths) checkpoints.push(checkpointIn(path, await readText(path)));
  const verification = await verify({
    checkpoints,
    fingerprints,
    onProgress: (entries) => terminal.status(`${entries} entries checked`),
  });
  terminal.status('');
  if (json) terminal.print(JSON.stringify(verification));
  else for (const line of verificationLines(verification, terminal)) terminal.print(line);
  if (verification.problems.length > 0) return EXIT.failed;
  return verification.chains === 0 ? EXIT.nothingToDo : EXIT.done;
}

function checkpointIn(path: string, text: string): Checkpoint {
  const checkpoint = parseCheckpoint(text);
  if (checkpoint === undefined) throw usageError(`The file ${path} is no checkpoint of evidence.`);
  return checkpoint;
}

function verificationLines(
  { entries, chains, openChains, checkpoints, problems }: Verification,
  { palette: { green, red } }: Pick<Terminal, 'palette'>,
): string[] {
  if (chains === 0 && problems.length === 0) return ['There is no evidence yet.'];
  const open = openChains === 0 ? '' : `, ${openChains} of them without an end (at work, or killed)`;
  const counted = `${entries} entries in ${chains} chains${open}; compared with ${checkpoints} checkpoints.`;
  if (problems.length > 0) return [...problems.flatMap((each) => problemLines(each, red)), '', counted];
  const unmarked = checkpoints === 0 ? [NO_CHECKPOINT] : [];
  return [green('Everything is as it was written.'), counted, ...unmarked];
}

const NO_CHECKPOINT =
  'Whether a chain was cut at its end nobody can tell without a checkpoint: make one with evidence checkpoint.';

function problemLines(
  { kind, object, chain, seq, message }: Problem,
  red: (text: string) => string,
): string[] {
  const where = [chain && `chain ${chain}`, seq !== undefined && `entry ${seq}`, object]
    .filter(Boolean)
    .join(', ');
  return [`${red(kind)}: ${message}`, `    ${where}`];
}
