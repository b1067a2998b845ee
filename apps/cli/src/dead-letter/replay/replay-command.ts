import { Command, InvalidArgumentError } from 'commander';
import { usageError } from '../../failure/operator-error.ts';
import { type Action, withCommonOptions } from '../../terminal/command-options.ts';
import { type FilterFlags, filterOf, toRate, withFilterFlags } from '../letters/filter-flags.ts';
import { toSpan } from '../letters/moment.ts';
import { REPLAY_EXAMPLES } from './replay-examples.ts';
import type { ReplayChoice, ReplayOptions } from './replay-options.ts';

interface Flags extends FilterFlags, Omit<ReplayOptions, 'choice' | 'rampWaitMs'> {
  all: boolean;
  plan?: string;
  rampWait: number;
}

/** The command line of `dead-letter replay`. */
export function replayCommand(act: Action<ReplayOptions>): Command {
  const command = new Command('replay')
    .summary('send dead letters back into the queue')
    .description(
      'Sends dead letters back into the queue, where the worker looks at their records as they are now: an old ' +
        'letter never brings an erased person back. Shows the plan first and asks. Each letter is locked, sent, ' +
        'and then completed, so that none is lost whenever the run is stopped; a plan file remembers what is done.',
    );
  withFilterFlags(command)
    .option('--all', 'all of them', false)
    .option('--plan <file>', 'those of a plan file that are not done yet')
    .option('--plan-out <file>', 'only write the plan, to this file')
    .option('--dry-run', 'only show the plan', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option('--rate <number>', 'messages a second at most; 0 for no limit', toRate, 50)
    .option('--ramp', 'begin with 1, then 2, 5, 20 …, and stop when replayed messages come back', false)
    .option('--ramp-wait <span>', 'how long a step of the ramp may take the worker', toSpan, toSpan('10m'))
    .option('--max-replays <number>', 'leave a letter parked that was replayed so often', toCount, 3)
    .option('--through-topic', 'send into a topic, although all its subscriptions get the message', false)
    .action(async (flags: Flags) => {
      const { json, dryRun, yes, rate, ramp, rampWait, maxReplays, throughTopic, peekRate, planOut } = flags;
      await act({
        choice: choiceOf(flags),
        json,
        dryRun,
        yes,
        rate,
        ramp,
        rampWaitMs: rampWait,
        maxReplays,
        throughTopic,
        peekRate,
        ...(planOut !== undefined && { planOut }),
      });
    });
  return withCommonOptions(command, REPLAY_EXAMPLES);
}

function choiceOf(flags: Flags): ReplayChoice {
  const { all, plan } = flags;
  const filter = filterOf(flags);
  const filtered = Object.keys(filter).length > 0;
  if (plan !== undefined) {
    if (filtered || all) throw usageError('--plan goes with no filter and not with --all.');
    return { kind: 'plan', path: plan };
  }
  if (all && filtered) throw usageError('--all goes with no filter.');
  if (!all && !filtered) throw usageError('Say which: with filters, --all, or --plan.');
  return { kind: 'filter', filter };
}

function toCount(text: string): number {
  const count = Number(text);
  if (/^\d{1,4}$/.test(text) && count >= 1) return count;
  throw new InvalidArgumentError('This is a number from 1 to 9999.');
}
