import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { REGISTER_EXAMPLES } from './register-examples.ts';

/** Options of `dataverse register`. */
export interface RegisterOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Write the endpoint's key even though it is set. */
  readonly renewKey: boolean;
}

/** The command line of `dataverse register`. */
export function registerCommand(act: Action<RegisterOptions>): Command {
  const command = new Command('register')
    .summary('make what is missing in Dataverse, mend what differs')
    .description(
      'Compares what is registered in Dataverse with what should be, shows the difference, asks, and mends it. ' +
        'A second run changes nothing, and one that was interrupted goes on. What others have registered is left ' +
        'alone. The key of the service endpoint comes from DATAVERSE_SERVICE_ENDPOINT_CONNECTION_STRING.',
    )
    .option('--dry-run', 'only show what would be done', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--renew-key', 'write the key anew: Dataverse never shows it, so nobody can compare it', false)
    .action(async ({ json, dryRun, yes, renewKey }: RegisterOptions) => {
      await act({ json, dryRun, yes, renewKey });
    });
  return withCommonOptions(command, REGISTER_EXAMPLES);
}
