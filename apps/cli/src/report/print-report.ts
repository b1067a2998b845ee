import type { MonthReport, ReportOptions } from '@spotler-connector/ledger';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { reportPage } from './page/report-page.ts';
import type { ReportMonthOptions } from './report-command.ts';
import { reportLines } from './report-lines.ts';

/** Dependencies of a report. */
export interface ReportPorts {
  readonly terminal: Terminal;
  readonly reportMonth: (month: string, options: ReportOptions) => Promise<MonthReport>;
  /** Makes a new file. @throws {OperatorError} when there is one already. */
  readonly createFile: (path: string) => { write(line: string): void; close(): void };
}

/** `report`. */
export async function printReport(
  { month, html, json }: ReportMonthOptions,
  { terminal, reportMonth, createFile }: ReportPorts,
): Promise<ExitCode> {
  const page = html === undefined ? undefined : createFile(html);
  const report = await reportMonth(month, {
    onProgress: (entries) => terminal.status(`${entries} entries read`),
  });
  terminal.status('');
  page?.write(reportPage(report));
  page?.close();
  if (json) terminal.print(JSON.stringify(report));
  else for (const line of reportLines(report, terminal)) terminal.print(line);
  return report.entries === 0 ? EXIT.nothingToDo : EXIT.done;
}
