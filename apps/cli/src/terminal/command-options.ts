import type { Command } from 'commander';

/** Carries out a command once its command line is understood. */
export type Action<Options> = (options: Options) => Promise<void>;

/** A command line that does what it says, without the `spotler-connector` in front, and why one would. */
export interface Example {
  readonly line: string;
  readonly why: string;
}

/** Options that every command has. */
export interface CommonOptions {
  /** Write one JSON value instead of text for people. */
  readonly json: boolean;
}

/** Adds the options that every command has, and its examples to `--help`. */
export function withCommonOptions(command: Command, examples: readonly Example[]): Command {
  return command
    .option('--json', 'write JSON for scripts', false)
    .option('--debug', 'say the version, and on failure in which file and line')
    .addHelpText('after', examplesText(examples));
}

const HELP_WIDTH = 80;

/** Examples for `--help`. A line that is too long goes on after a backslash, as shells take it. */
export function examplesText(examples: readonly Example[]): string {
  const lines = examples.map(({ line, why }) => `  # ${why}\n${folded(`spotler-connector ${line}`)}`);
  return `\nExamples:\n${lines.join('\n')}`;
}

function folded(line: string): string {
  const whole = `  ${line}`;
  if (whole.length <= HELP_WIDTH) return whole;
  const at = whole.lastIndexOf(' --', HELP_WIDTH - 2);
  return `${whole.slice(0, at)} \\\n   ${whole.slice(at)}`;
}
