import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { REJECT_EXAMPLES } from './reject-examples.ts';

/** Options of `brake reject`. */
export interface RejectOptions extends CommonOptions {
  /** Look at each record, show what would be done, and do nothing else. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** Send into a topic, although every subscription of it gets the message. */
  readonly throughTopic: boolean;
}

/** The command line of `brake reject`. */
export function rejectCommand(act: Action<RejectOptions>): Command {
  const command = new Command('reject')
    .summary('after a mistake was corrected: give the permissions back')
    .description(
      'Looks at the record of each contact that is held, as it is now. One that is not to be forgotten any more gets ' +
        'exactly the permissions back that it had, and its dead letter is replayed. One that is still to be ' +
        'forgotten stays held, and one that is not to be mailed stays opted out. Shows how many first and asks. ' +
        'Who decided is kept.',
    )
    .option('--dry-run', 'only look, and show what would be done', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--through-topic', 'send into a topic, although all its subscriptions get the message', false)
    .action(async ({ json, dryRun, yes, throughTopic }: RejectOptions) => {
      await act({ json, dryRun, yes, throughTopic });
    });
  return withCommonOptions(command, REJECT_EXAMPLES);
}
