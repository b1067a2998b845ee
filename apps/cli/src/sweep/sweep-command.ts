import { TABLES, type Table } from '@spotler-connector/anonymization-policy/vocabulary';
import { Command, Option } from 'commander';
import { toRate } from '../arguments/number-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../terminal/command-options.ts';
import { type ErasureLimit, toErasureLimit } from './erasure-limit.ts';
import { SWEEP_EXAMPLES } from './sweep-examples.ts';

/** Options of `sweep`. */
export interface SweepOptions extends CommonOptions {
  /** Show what does not agree and do nothing else. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** Erase no more than this. Default: 10 % where nobody is asked. */
  readonly maxAnonymize?: ErasureLimit | undefined;
  /** The one table to look at. Default: all of them. */
  readonly table?: Table | undefined;
  /** Read everything, and not only what changed since the last sweep. */
  readonly full: boolean;
  /** Go on with the sweep that did not end. */
  readonly resume: boolean;
  /** Erase contacts too whose id may come from elsewhere. */
  readonly orphans: boolean;
  /** Findings handed on per second at most; 0 is no limit. */
  readonly rate: number;
}

/** The command line of `sweep`. */
export function sweepCommand(act: Action<SweepOptions>): Command {
  const command = new Command('sweep')
    .summary('compare every record with every contact, and mend')
    .description(
      'Reads all contacts, leads and accounts of Dataverse and all contacts of Spotler, shows what does not ' +
        'agree with the policy, and asks. Mending puts a message about each record into the queue; the workers do ' +
        'the rest, with all their preconditions. With SPOTLER_STATE it reads only what changed since the sweep ' +
        'before, and everything once a week. No name and no address is shown.',
    )
    .option('--dry-run', 'only show what does not agree', false)
    .option('--yes', 'do not ask, for scripts', false)
    .option(
      '--max-anonymize <limit>',
      'mend nothing if it would erase more: a number, or a share as 5%',
      toErasureLimit,
    )
    .addOption(new Option('--table <table>', 'look at this table only').choices(TABLES))
    .option('--full', 'read everything, not only what changed since the last sweep', false)
    .option('--resume', 'go on with a sweep that did not end', false)
    .option('--orphans', 'erase contacts too whose id may come from elsewhere', false)
    .option('--rate <number>', 'records handed on per second at most; 0 for no limit', toRate, 50)
    .action(async (flags: SweepOptions) => {
      const { json, dryRun, yes, maxAnonymize, table, full, resume, orphans, rate } = flags;
      await act({ json, dryRun, yes, maxAnonymize, table, full, resume, orphans, rate });
    });
  return withCommonOptions(command, SWEEP_EXAMPLES);
}
