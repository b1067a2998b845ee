import type { Clock } from '@spotler-connector/clock';
import { Command, InvalidArgumentError, Option } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toWholeNumber } from '../../arguments/number-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { GROUPINGS, type Grouping } from '../selection/group-dead-letters.ts';
import { LIST_EXAMPLES } from './list-examples.ts';

const SORTS: readonly EachOptions['sort'][] = ['oldest', 'newest'];

/** How single dead letters are listed. */
export interface EachOptions {
  readonly sort: 'oldest' | 'newest';
  /** The page that is shown; the first one is 1. */
  readonly page: number;
  /** Dead letters on a page. */
  readonly limit: number;
}

/** Options of `dead-letter list`. */
export interface ListOptions extends CommonOptions {
  readonly filter: DeadLetterFilter;
  readonly by: readonly Grouping[];
  /** How single dead letters are listed; undefined: they are grouped. */
  readonly each?: EachOptions | undefined;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}

interface Flags extends FilterFlags, EachOptions {
  readonly by: readonly Grouping[];
  readonly each: boolean;
  readonly json: boolean;
}

/** The command line of `dead-letter list`. */
export function listCommand(act: Action<ListOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('list')
    .summary('count dead letters and group them, or list each')
    .description(
      'Counts dead letters and groups them, or lists each with its number. Says what to do next. Looks without ' +
        'locking, so nothing is changed.',
    )
    .addOption(
      new Option('--by <names>', `group by these, with commas between: ${GROUPINGS.join(', ')}`)
        .argParser(toGroupings)
        .default(toGroupings('reason,table,message'), 'reason,table,message'),
    )
    .option('--each', 'list each dead letter: number, age, replays, reason, record, next step', false)
    .addOption(new Option('--sort <order>', 'with --each: which first').choices(SORTS).default('oldest'))
    .option('--page <number>', 'with --each: the page to show', toPage, 1)
    .option('--limit <number>', 'with --each: dead letters on a page', toLimit, 50)
    .action(async (flags: Flags) => {
      const { by, each, sort, page, limit, json, peekRate } = flags;
      await act({
        filter: filterOf(flags),
        by,
        each: each ? { sort, page, limit } : undefined,
        json,
        peekRate,
      });
    });
  return withCommonOptions(withFilterFlags(command, clock), LIST_EXAMPLES);
}

function toPage(text: string): number {
  return toWholeNumber(text, BOUNDS.page);
}

function toLimit(text: string): number {
  return toWholeNumber(text, BOUNDS.limit);
}

function toGroupings(text: string): Grouping[] {
  return text.split(',').map((part) => {
    const grouping = GROUPINGS.find((name) => name === part.trim());
    if (grouping === undefined) throw new InvalidArgumentError(`Choose from ${GROUPINGS.join(', ')}.`);
    return grouping;
  });
}
