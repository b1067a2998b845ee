import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../terminal/command-options.ts';
import { DOCTOR_EXAMPLES } from './doctor-examples.ts';

/** The command line of `doctor`. */
export function doctorCommand(act: Action<CommonOptions>): Command {
  const command = new Command('doctor')
    .summary('whether everything is set up, and what to do about it')
    .description(
      'Looks at the configuration, the clock, Service Bus, Dataverse and Spotler. Changes nothing and locks ' +
        'nothing. Each line is ok, a warning, or failed and then says what to do.',
    )
    .action(async ({ json }: CommonOptions) => {
      await act({ json });
    });
  return withCommonOptions(command, DOCTOR_EXAMPLES);
}
