import { Command } from 'commander';
import { toMonth } from '../arguments/month-argument.ts';
import { type Action, type CommonOptions, withCommonOptions } from '../terminal/command-options.ts';
import { REPORT_EXAMPLES } from './report-examples.ts';

/** Options of `report`. */
export interface ReportMonthOptions extends CommonOptions {
  /** Such as `2026-10`. */
  readonly month: string;
  /** A new file that gets the report as a page. */
  readonly html?: string | undefined;
}

/** The command line of `report`. */
export function reportCommand(act: Action<ReportMonthOptions>): Command {
  const command = new Command('report')
    .summary('what was erased and opted out in a month, and how long it took')
    .description(
      'Counts the evidence of a month, in UTC: erasures and opt-outs by table and rule, what was held, what was ' +
        'not done and why, what sweeps found, and how long people waited. The same evidence gives the same report.',
    )
    .requiredOption('--month <month>', 'such as 2026-10', toMonth)
    .option('--html <file>', 'write it as a page that prints well, into this new file')
    .action(async ({ month, html, json }: ReportMonthOptions) => {
      await act({ month, html, json });
    });
  return withCommonOptions(command, REPORT_EXAMPLES);
}
