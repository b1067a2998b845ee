import { Command } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toRate, toWholeNumber } from '../../arguments/number-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { IMPORT_EXAMPLES } from './import-examples.ts';

/** Options of `dead-letter import`. */
export interface ImportOptions extends CommonOptions {
  /** The file that an export wrote. */
  readonly path: string;
  /** Lines to leave out at the beginning. */
  readonly skip: number;
  /** Only say how many would be sent. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** Messages sent per second at most; 0 is no limit. */
  readonly rate: number;
  /** Send into a topic, although every subscription of it gets the message. */
  readonly throughTopic: boolean;
}

/** The command line of `dead-letter import`. */
export function importCommand(act: Action<ImportOptions>): Command {
  const command = new Command('import')
    .summary('send exported dead letters to the worker')
    .description(
      'Sends the dead letters of an export to the queue, where the worker looks at their records as they are now. ' +
        'They are not put back among the dead letters. Sending one twice does no harm.',
    )
    .argument('<file>', 'what dead-letter export has written')
    .option('--skip <lines>', 'leave out so many lines at the beginning', toLines, 0)
    .option('--dry-run', 'only say how many would be sent', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--rate <number>', 'messages a second at most; 0 for no limit', toRate, 50)
    .option('--through-topic', 'send into a topic, although all its subscriptions get the message', false)
    .action(async (path: string, flags: Omit<ImportOptions, 'path'>) => {
      const { skip, dryRun, yes, rate, throughTopic, json } = flags;
      await act({ path, skip, dryRun, yes, rate, throughTopic, json });
    });
  return withCommonOptions(command, IMPORT_EXAMPLES);
}

function toLines(text: string): number {
  return toWholeNumber(text, BOUNDS.skip);
}
