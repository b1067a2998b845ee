import type { Clock } from '@spotler-connector/clock';
import { Command } from 'commander';
import { type Action, type CommonOptions, withCommonOptions } from '../../terminal/command-options.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { type FilterFlags, filterOf, withFilterFlags } from '../selection/filter-flags.ts';
import { EXPORT_EXAMPLES } from './export-examples.ts';

/** Options of `dead-letter export`. */
export interface ExportOptions extends CommonOptions {
  readonly filter: DeadLetterFilter;
  /** The file to write; it must not be there yet. */
  readonly out: string;
  /** Write everything, personal data included. */
  readonly personalData: boolean;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}

interface Flags extends FilterFlags, Omit<ExportOptions, 'filter'> {}

/** The command line of `dead-letter export`. */
export function exportCommand(act: Action<ExportOptions>, clock: Pick<Clock, 'now'>): Command {
  const command = new Command('export')
    .summary('write dead letters to a file')
    .description(
      'Writes dead letters to a new file, a JSON value a line, personal data masked. What is masked still says ' +
        'what happened to which record, so it can be imported again. Looks without locking.',
    )
    .requiredOption('--out <file>', 'the file to write; it must not be there yet')
    .option('--personal-data', 'write everything, personal data included', false)
    .action(async (flags: Flags) => {
      const { out, personalData, json, peekRate } = flags;
      await act({ filter: filterOf(flags), out, personalData, json, peekRate });
    });
  return withCommonOptions(withFilterFlags(command, clock), EXPORT_EXAMPLES);
}
