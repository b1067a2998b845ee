import type { Clock } from '@spotler-connector/clock';
import { Command, InvalidArgumentError } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { GROUPINGS, type Grouping } from '../selection/group-dead-letters.ts';
import { LIST_EXAMPLES } from './list-examples.ts';

/** Options of `dead-letter list`. */
export interface ListOptions extends CommonOptions {
  readonly filter: DeadLetterFilter;
  readonly by: readonly Grouping[];
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}

interface Flags extends FilterFlags {
  readonly by: readonly Grouping[];
  readonly json: boolean;
}

/** The command line of `dead-letter list`. */
export function listCommand(act: Action<ListOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('list')
    .summary('count dead letters and group them')
    .description('Counts dead letters and groups them. Looks without locking, so nothing is changed.')
    .option('--by <names>', `group by these, with commas between: ${GROUPINGS.join(', ')}`, toGroupings, [
      'reason',
      'table',
      'message',
    ])
    .action(async (flags: Flags) => {
      const { by, json, peekRate } = flags;
      await act({ filter: filterOf(flags), by, json, peekRate });
    });
  return withCommonOptions(withFilterFlags(command, clock), LIST_EXAMPLES);
}

function toGroupings(text: string): Grouping[] {
  return text.split(',').map((part) => {
    const grouping = GROUPINGS.find((name) => name === part.trim());
    if (grouping === undefined) throw new InvalidArgumentError(`Choose from ${GROUPINGS.join(', ')}.`);
    return grouping;
  });
}
