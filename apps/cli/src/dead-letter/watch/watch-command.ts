import { Command, InvalidArgumentError } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../letters/filter-flags.ts';
import type { LetterFilter } from '../letters/letter-filter.ts';
import { toSpan } from '../letters/moment.ts';
import { WATCH_EXAMPLES } from './watch-examples.ts';

/** What `dead-letter watch` was asked for. */
export interface WatchOptions extends CommonOptions {
  filter: LetterFilter;
  /** Time between two looks, in milliseconds. */
  everyMs: number;
  /** Messages looked at per second at most; 0 is no limit. */
  peekRate: number;
}

interface Flags extends FilterFlags {
  every: number;
  json: boolean;
}

/** The command line of `dead-letter watch`. */
export function watchCommand(act: Action<WatchOptions>): Command {
  const command = new Command('watch')
    .summary('show new dead letters as they come')
    .description(
      'Writes a line for each dead letter that comes from now on, until Ctrl-C. Looks without locking.',
    )
    .option('--every <span>', 'time between two looks, a second at least', toPause, toPause('10s'))
    .action(async (flags: Flags) => {
      const { every, json, peekRate } = flags;
      await act({ filter: filterOf(flags), everyMs: every, json, peekRate });
    });
  return withCommonOptions(withFilterFlags(command), WATCH_EXAMPLES);
}

/** Without a pause between two looks, looking would slow the worker down. */
function toPause(text: string): number {
  const ms = toSpan(text);
  if (ms >= 1_000) return ms;
  throw new InvalidArgumentError('Looks need a second between them at least.');
}
