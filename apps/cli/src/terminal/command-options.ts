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
  const lines = examples.map(({ line, why }) => `  # ${why}\n  spotler-connector ${line}`);
  return command
    .option('--json', 'write JSON for scripts', false)
    .option('--debug', 'on failure, say in which file and line')
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}
