import { Command } from 'commander';
import { toSequenceNumber } from '../../arguments/sequence-number-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { SHOW_EXAMPLES } from './show-examples.ts';

/** Options of `dead-letter show`. */
export interface ShowOptions extends CommonOptions {
  /** The dead letter's number, as `dead-letter list` and log lines have it. */
  readonly sequenceNumber: string;
  /** Show properties and body too. */
  readonly body: boolean;
  /** Show everything, personal data included. */
  readonly reveal: boolean;
}

/** The command line of `dead-letter show`. */
export function showCommand(act: Action<ShowOptions>): Command {
  const command = new Command('show')
    .summary('one dead letter, and what to do about it')
    .description(
      'Shows what happened to one dead letter and what to do next; with --body also its properties and its body, ' +
        'masked. Looks without locking.',
    )
    .argument('<sequence number>', "the dead letter's number in the dead-letter queue", toSequenceNumber)
    .option('--body', 'show properties and body too, personal data masked', false)
    .option('--reveal', 'show everything, personal data included; only on a terminal', false)
    .action(async (sequenceNumber: string, { body, reveal, json }: Omit<ShowOptions, 'sequenceNumber'>) => {
      await act({ sequenceNumber, body, reveal, json });
    });
  return withCommonOptions(command, SHOW_EXAMPLES);
}
