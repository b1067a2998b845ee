import { Command, InvalidArgumentError, Option } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { REGISTER_EXAMPLES } from './register-examples.ts';

/** Options of `dataverse register`. */
export interface RegisterOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Write the endpoint's key even though it is set. */
  readonly renewKey: boolean;
  /** The client id of the worker's application, to make its application user. */
  readonly applicationUser?: string | undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function clientId(text: string): string {
  if (GUID.test(text)) return text.toLowerCase();
  throw new InvalidArgumentError('A client id is a GUID, such as the output workerClientId of a deployment.');
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
    .addOption(
      new Option(
        '--application-user <client id>',
        "also make the application user of the worker's identity, with its role",
      ).argParser(clientId),
    )
    .action(async ({ json, dryRun, yes, renewKey, applicationUser }: RegisterOptions) => {
      await act({ json, dryRun, yes, renewKey, applicationUser });
    });
  return withCommonOptions(command, REGISTER_EXAMPLES);
}
