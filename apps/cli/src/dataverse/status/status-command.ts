import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { STATUS_EXAMPLES } from './status-examples.ts';

/** The command line of `dataverse status`. */
export function statusCommand(act: Action<CommonOptions>): Command {
  const command = new Command('status')
    .summary('how what is registered differs from what should be')
    .description(
      'Shows step by step whether what is registered in Dataverse is as it should be, and what of others is ' +
        'there. Changes nothing. Exit code 1 when something differs.',
    )
    .action(async ({ json }: CommonOptions) => {
      await act({ json });
    });
  return withCommonOptions(command, STATUS_EXAMPLES);
}
