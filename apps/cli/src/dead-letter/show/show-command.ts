import { Command } from 'commander';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { SHOW_EXAMPLES } from './show-examples.ts';

/** Options of `dead-letter show`. */
export interface ShowOptions extends CommonOptions {
  /** The dead letter's number, as `dead-letter list` and log lines have it. */
  readonly sequenceNumber: string;
  /** Show personal data. */
  readonly reveal: boolean;
}

/** Service Bus numbers messages with 64 bits and a sign. */
const LARGEST = 2n ** 63n - 1n;

function isSequenceNumber(text: string): boolean {
  return /^\d{1,19}$/.test(text) && BigInt(text) <= LARGEST;
}

/** The command line of `dead-letter show`. */
export function showCommand(act: Action<ShowOptions>): Command {
  const command = new Command('show')
    .summary('everything about one dead letter')
    .description('Shows everything about one dead letter, with personal data masked. Looks without locking.')
    .argument('<sequence number>', "the dead letter's number in the dead-letter queue")
    .option('--reveal', 'show personal data; only on a terminal', false)
    .action(async (sequenceNumber: string, { reveal, json }: Omit<ShowOptions, 'sequenceNumber'>) => {
      if (!isSequenceNumber(sequenceNumber)) {
        throw usageError(`A sequence number is a whole number up to ${LARGEST}.`);
      }
      await act({ sequenceNumber, reveal, json });
    });
  return withCommonOptions(command, SHOW_EXAMPLES);
}
