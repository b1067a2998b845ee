import { Command, Option } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toDuration } from '../../arguments/duration-argument.ts';
import { toWholeNumber } from '../../arguments/number-argument.ts';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import { RELEASE_EXAMPLES } from './release-examples.ts';

/** Options of `brake release`. */
export interface ReleaseOptions extends CommonOptions {
  /** How many of those that are held; `all` of them. */
  readonly count: number | 'all';
  /** Show how many and do nothing else. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** How long to wait for the worker at the end, in milliseconds; undefined: not at all. */
  readonly waitMs?: number | undefined;
  /** Send into a topic, although every subscription of it gets the message. */
  readonly throughTopic: boolean;
}

interface Flags extends Omit<ReleaseOptions, 'count' | 'waitMs'> {
  readonly all: boolean;
  readonly count?: number | undefined;
  readonly wait?: number | undefined;
}

/** The command line of `brake release`. */
export function releaseCommand(act: Action<ReleaseOptions>): Command {
  const command = new Command('release')
    .summary('let contacts that are held be erased')
    .description(
      'Allows that many erasures beyond the limit, and replays what is held, oldest first: the worker looks at ' +
        'each record as it is now, and erases those that are still to be forgotten. That cannot be undone. Shows ' +
        'how many first and asks. Who decided is kept.',
    )
    .option('--count <number>', 'so many of them', toCount)
    .option('--all', 'all of them', false)
    .option('--dry-run', 'only show how many', false)
    .option('--yes', 'do not ask, for scripts', false)
    .addOption(
      new Option('--wait [duration]', 'at the end wait for the worker, 10m at most')
        .preset('10m')
        .argParser(toWait),
    )
    .option('--through-topic', 'send into a topic, although all its subscriptions get the message', false)
    .action(async ({ all, count, wait, json, dryRun, yes, throughTopic }: Flags) => {
      await act({ count: chosen(all, count), json, dryRun, yes, waitMs: wait, throughTopic });
    });
  return withCommonOptions(command, RELEASE_EXAMPLES);
}

function chosen(all: boolean, count: number | undefined): number | 'all' {
  if (all && count !== undefined) throw usageError('--all and --count do not go together.');
  if (all) return 'all';
  if (count === undefined) throw usageError('Say how many: --count or --all.');
  return count;
}

function toCount(text: string): number {
  return toWholeNumber(text, BOUNDS.releases);
}

function toWait(text: string): number {
  return toDuration(text, BOUNDS.rampWait);
}
