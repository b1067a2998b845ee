import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { CHECKPOINT_EXAMPLES } from './checkpoint-examples.ts';

/** Options of `evidence checkpoint`. */
export interface CheckpointOptions extends CommonOptions {
  /** A new file that gets the checkpoint too. */
  readonly file?: string | undefined;
}

/** The command line of `evidence checkpoint`. */
export function checkpointCommand(act: Action<CheckpointOptions>): Command {
  const command = new Command('checkpoint')
    .summary('note how far all chains have come, to keep elsewhere')
    .description(
      'Stores how many entries each chain has and the hash of its last one, and prints the fingerprint of that. ' +
        'Keep it elsewhere: it shows later that nothing was cut off. Verifies nothing by itself.',
    )
    .option('--file <path>', 'write the checkpoint into this new file too')
    .action(async ({ file, json }: CheckpointOptions) => {
      await act({ file, json });
    });
  return withCommonOptions(command, CHECKPOINT_EXAMPLES);
}
