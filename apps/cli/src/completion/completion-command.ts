import { Argument, Command } from 'commander';
import { type Action, examplesText } from '../terminal/command-options.ts';
import { COMPLETION_EXAMPLES } from './completion-examples.ts';
import { SHELLS, type Shell } from './completion-script.ts';

/** The command line of `completion`. */
export function completionCommand(act: Action<Shell>): Command {
  return new Command('completion')
    .summary('let your shell complete commands, options and values')
    .description('Writes a script that lets your shell complete commands, options and values.')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .addHelpText('after', examplesText(COMPLETION_EXAMPLES))
    .action(async (name: string) => {
      const shell = SHELLS.find((each) => each === name);
      if (shell !== undefined) await act(shell);
    });
}
