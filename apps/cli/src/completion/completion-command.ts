import { Argument, Command } from 'commander';
import type { Action } from '../terminal/command-options.ts';
import { COMPLETION_EXAMPLES } from './completion-examples.ts';
import { SHELLS, type Shell } from './completion-script.ts';

/** The command line of `completion`. */
export function completionCommand(act: Action<Shell>): Command {
  const lines = COMPLETION_EXAMPLES.map(({ line, why }) => `  # ${why}\n  spotler-connector ${line}`);
  return new Command('completion')
    .summary('let your shell complete commands and options')
    .description('Writes a script that lets your shell complete commands and options.')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText('after', `\nExamples:\n${lines.join('\n')}`)
    .action(async (name: string) => {
      const shell = SHELLS.find((each) => each === name);
      if (shell !== undefined) await act(shell);
    });
}
