import type { Clock } from '@spotler-connector/clock';
import { Command, Option } from 'commander';
import { BOUNDS } from '../../arguments/bounds.ts';
import { toDuration } from '../../arguments/duration-argument.ts';
import { toRate, toWholeNumber } from '../../arguments/number-argument.ts';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, withCommonOptions } from '../../terminal/command-options.ts';
import { isEmpty } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { REPLAY_EXAMPLES } from './replay-examples.ts';
import type { ReplayChoice, ReplayOptions } from './replay-options.ts';

interface Flags extends FilterFlags, Omit<ReplayOptions, 'choice' | 'rampWaitMs' | 'waitMs'> {
  readonly all: boolean;
  readonly plan?: string | undefined;
  readonly rampWait: number;
  readonly wait?: number | undefined;
}

/** The command line of `dead-letter replay`. */
export function replayCommand(act: Action<ReplayOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('replay')
    .summary('send dead letters back into the queue')
    .description(
      'Sends dead letters back into the queue, where the worker looks at their records as they are now: an old ' +
        'dead letter never brings an erased person back. Shows the plan first and asks. Each dead letter is locked, sent, ' +
        'and then completed, so that none is lost whenever the run is stopped; a plan file remembers what is done.',
    );
  withFilterFlags(command, clock)
    .option('--all', 'all of them', false)
    .option('--plan <file>', 'those of a plan file that are not done yet')
    .option('--plan-out <file>', 'only write the plan, to this file')
    .option('--dry-run', 'only show the plan', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--rate <number>', 'messages a second at most; 0 for no limit', toRate, 50)
    .option('--ramp', 'begin with 1, then 2, 5, 20 …, and stop when replayed messages come back', false)
    .addOption(
      new Option('--ramp-wait <duration>', 'how long a step of the ramp may take the worker')
        .argParser(toRampWait)
        .default(toRampWait('10m'), '10m'),
    )
    .addOption(
      new Option('--wait [duration]', 'at the end wait for the worker, 10m at most, and say what came back')
        .preset('10m')
        .argParser(toRampWait),
    )
    .option('--max-replays <number>', 'leave a dead letter parked that was replayed so often', toCount, 3)
    .option('--through-topic', 'send into a topic, although all its subscriptions get the message', false)
    .action(async (flags: Flags) => {
      const { json, dryRun, yes, rate, ramp, rampWait, wait, maxReplays, throughTopic, peekRate, planOut } =
        flags;
      await act({
        choice: choiceOf(flags),
        json,
        dryRun,
        yes,
        rate,
        ramp,
        rampWaitMs: rampWait,
        waitMs: wait,
        maxReplays,
        throughTopic,
        peekRate,
        planOut,
      });
    });
  return withCommonOptions(command, REPLAY_EXAMPLES);
}

function choiceOf(flags: Flags): ReplayChoice {
  const { all, plan, planOut } = flags;
  const filter = filterOf(flags);
  const filtered = !isEmpty(filter);
  if (plan !== undefined) {
    if (filtered || all) throw usageError('--plan goes with no filter and not with --all.');
    if (planOut !== undefined) throw usageError('--plan goes not with --plan-out: it is written already.');
    return { kind: 'plan', path: plan };
  }
  if (all && filtered) throw usageError('--all goes with no filter.');
  if (!all && !filtered) throw usageError('Say which: with filters, --all, or --plan.');
  return { kind: 'filter', filter };
}

function toCount(text: string): number {
  return toWholeNumber(text, BOUNDS.maxReplays);
}

function toRampWait(text: string): number {
  return toDuration(text, BOUNDS.rampWait);
}
