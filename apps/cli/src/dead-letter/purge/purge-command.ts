import type { Clock } from '@spotler-connector/clock';
import { Command } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toDuration } from '../../arguments/duration-argument.ts';
import { toRate } from '../../arguments/number-argument.ts';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { type DeadLetterFilter, isEmpty } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { PURGE_EXAMPLES } from './purge-examples.ts';

/** Options of `dead-letter purge`. */
export interface PurgeOptions extends CommonOptions {
  readonly filter: DeadLetterFilter;
  /** Show what would be deleted and do nothing else. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** Dead letters deleted per second at most; 0 is no limit. */
  readonly rate: number;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}

interface Flags extends FilterFlags, Omit<PurgeOptions, 'filter'> {
  readonly all: boolean;
  readonly olderThan?: number | undefined;
}

/** The command line of `dead-letter purge`. Ages count from the clock's time. */
export function purgeCommand(act: Action<PurgeOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('purge')
    .summary('delete dead letters for good')
    .description(
      'Deletes dead letters for good: they do not expire by themselves, and each names a person. Shows what it ' +
        'will delete first and asks. What a dead letter told is lost; the record itself is not touched.',
    );
  withFilterFlags(command, clock)
    .option('--older-than <duration>', 'only enqueued longer ago than this, such as 30d', toAge)
    .option('--all', 'all of them', false)
    .option('--dry-run', 'only show what would be deleted', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--rate <number>', 'dead letters a second at most; 0 for no limit', toRate, 200)
    .action(async (flags: Flags) => {
      const { json, dryRun, yes, rate, peekRate } = flags;
      await act({ filter: chosen(flags, clock.now()), json, dryRun, yes, rate, peekRate });
    });
  return withCommonOptions(command, PURGE_EXAMPLES);
}

function chosen(flags: Flags, now: number): DeadLetterFilter {
  const { all, olderThan } = flags;
  const filter = filterOf(flags);
  const filtered = !isEmpty(filter) || olderThan !== undefined;
  if (all && filtered) throw usageError('--all goes with no filter.');
  if (!all && !filtered) throw usageError('Say which: with --older-than, other filters, or --all.');
  if (olderThan === undefined) return filter;
  return { ...filter, until: Math.min(filter.until ?? now, now - olderThan) };
}

function toAge(text: string): number {
  return toDuration(text, BOUNDS.ago);
}
