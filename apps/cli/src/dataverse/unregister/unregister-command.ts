import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { UNREGISTER_EXAMPLES } from './unregister-examples.ts';

/** Options of `dataverse unregister`. */
export interface UnregisterOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly yes: boolean;
  /** Delete the Spotler Job table with all its rows too. */
  readonly withTable: boolean;
}

/** The command line of `dataverse unregister`. */
export function unregisterCommand(act: Action<UnregisterOptions>): Command {
  const command = new Command('unregister')
    .summary('take away what we have registered in Dataverse')
    .description(
      'Takes our steps and our service endpoint away, so that no change message is sent any more. Shows what it ' +
        'will take away and asks. What others have registered, the roles and the Spotler Jobs are kept.',
    )
    .option('--with-table', 'delete the Spotler Job table with all its rows too', false)
    .option('--dry-run', 'only show what would be taken away', false)
    .option('--yes', 'do not ask, for scripts', false)
    .action(async ({ json, dryRun, yes, withTable }: UnregisterOptions) => {
      await act({ json, dryRun, yes, withTable });
    });
  return withCommonOptions(command, UNREGISTER_EXAMPLES);
}
