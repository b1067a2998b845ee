import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { DEFAULT_LIMIT, isBeyond, limitText } from './erasure-limit.ts';
import { mendAll, type Swept } from './mend-findings.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { erasureText, reportOf } from './sweep-report.ts';

/** Result of deciding on a sweep's findings. */
export interface Decided {
  readonly exitCode: ExitCode;
  /** How many were handed on. */
  readonly mended: number;
  /** Whether findings are left that were to be handed on. */
  readonly stopped: boolean;
}

/** Hands findings on to be mended, if that was asked for, is within the limit, and somebody says yes. */
export async function decide(swept: Swept, options: SweepOptions, ports: SweepPorts): Promise<Decided> {
  const { compared, counts, current } = swept;
  const { terminal, confirm } = ports;
  const { dryRun, yes, json, maxAnonymize } = options;
  const report = (mended: number) => {
    const { scope } = current;
    if (json) terminal.print(JSON.stringify({ ...reportOf(compared, counts), scope, mended }));
  };
  const nothing = (exitCode: ExitCode, line?: string): Decided => {
    report(0);
    if (line !== undefined) terminal.log(line);
    return { exitCode, mended: 0, stopped: false };
  };
  const limit = maxAnonymize ?? (yes ? DEFAULT_LIMIT : undefined);
  const erasures = erasureText(counts, compared.contacts);
  if (limit !== undefined && isBeyond(limit, counts.erasures(), compared.contacts)) {
    const line = `Nothing was mended: it would erase ${erasures}, more than --max-anonymize ${limitText(limit)}.`;
    return nothing(dryRun ? EXIT.done : EXIT.failed, line);
  }
  if (dryRun) return nothing(EXIT.done);
  const question = `Have the workers look at ${counts.mendable()} records, and erase ${erasures}?`;
  if (!yes && counts.mendable() > 0 && !(await confirm(question))) {
    return nothing(EXIT.nothingToDo, 'Nothing was mended.');
  }
  const { count, stopped } = await mendAll(swept, options, ports);
  report(count);
  if (!json) terminal.print(`${count} handed on to the workers.`);
  if (stopped) terminal.log('Stopped; --resume goes on with those that are left.');
  else if (counts.erasures() > 0) terminal.log(brokenText(counts.erasures()));
  return { exitCode: stopped ? EXIT.failed : EXIT.done, mended: count, stopped };
}

function brokenText(erasures: number): string {
  return `${erasures} contacts should have been erased before and were not: until now the promise to them was broken.`;
}
