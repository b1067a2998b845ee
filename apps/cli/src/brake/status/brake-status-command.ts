import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { BRAKE_STATUS_EXAMPLES } from './brake-status-examples.ts';

/** The command line of `brake status`. */
export function brakeStatusCommand(act: Action<CommonOptions>): Command {
  const command = new Command('status')
    .summary('the limit, how much of it is used, and who is held')
    .description(
      'Shows the limit on erasures, how many there were within the last hour, and the contacts that are held: ' +
        'by rule and table, since when, and some of their records. Changes nothing.',
    )
    .action(async ({ json }: CommonOptions) => {
      await act({ json });
    });
  return withCommonOptions(command, BRAKE_STATUS_EXAMPLES);
}
