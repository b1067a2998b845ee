import type { Clock } from '@spotler-connector/clock';
import { Command, Option } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toDuration } from '../../arguments/duration-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { WATCH_EXAMPLES } from './watch-examples.ts';

/** Options of `dead-letter watch`. */
export interface WatchOptions extends CommonOptions {
  readonly filter: DeadLetterFilter;
  /** Time between two looks, in milliseconds. */
  readonly everyMs: number;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}

interface Flags extends FilterFlags {
  readonly every: number;
  readonly json: boolean;
}

/** The command line of `dead-letter watch`. */
export function watchCommand(act: Action<WatchOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('watch')
    .summary('show new dead letters as they come')
    .description(
      'Writes a line for each dead letter that comes from now on, until Ctrl-C. Looks without locking.',
    )
    .addOption(
      new Option('--every <duration>', 'time between two looks, a second at least')
        .argParser(toPause)
        .default(toPause('10s'), '10s'),
    )
    .action(async (flags: Flags) => {
      const { every, json, peekRate } = flags;
      await act({ filter: filterOf(flags), everyMs: every, json, peekRate });
    });
  return withCommonOptions(withFilterFlags(command, clock), WATCH_EXAMPLES);
}

function toPause(text: string): number {
  return toDuration(text, BOUNDS.every);
}
