import {
  type Compared,
  compareSides,
  createFindingCounts,
  readLastSweep,
  StartOverError,
} from '@spotler-connector/sweep';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { OperatorError } from '../failure/operator-error.ts';
import { type BegunSweep, baseOf, beginSweep } from './begin-sweep.ts';
import { garbageCollector } from './collect-garbage.ts';
import { decide } from './decide-sweep.ts';
import { endSweep } from './end-sweep.ts';
import type { Swept } from './mend-findings.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { readingProgress } from './sweep-progress.ts';
import { reportLines } from './sweep-report.ts';

/** An order that is younger may well be on its way. */
const ORDER_AGE_MS = 3_600_000;

/** `sweep`: compares both sides, shows what does not agree, asks, and mends. */
export async function runSweep(options: SweepOptions, ports: SweepPorts): Promise<ExitCode> {
  const { terminal } = ports;
  const begun = await beginSweep(options, ports);
  if (begun === undefined) {
    terminal.log('There is no sweep to go on with.');
    return EXIT.nothingToDo;
  }
  try {
    return await carryOut(begun, options, ports);
  } catch (error) {
    if (!(error instanceof StartOverError)) throw error;
    terminal.log(`${error.message}.`);
    const all = { ...options, resume: false, full: true };
    const anew = await beginSweep(all, { ...ports, terminal: { ...terminal, log() {} } });
    return anew === undefined ? EXIT.nothingToDo : carryOut(anew, all, ports);
  }
}

async function carryOut(begun: BegunSweep, options: SweepOptions, ports: SweepPorts): Promise<ExitCode> {
  const { terminal } = ports;
  const compared = await compare(begun, options, ports);
  checkNotEmpty(compared, options);
  const counts = createFindingCounts(options.orphans);
  for await (const finding of compared.list()) counts.add(finding);
  if (!options.json) for (const line of reportLines(compared, counts, terminal)) terminal.print(line);
  const swept: Swept = { ...begun, compared, counts };
  const { exitCode, mended, stopped } = await decide(swept, options, ports);
  // A sweep that was stopped amid mending goes on later; every other one has ended.
  if (!stopped) await endSweep(swept, mended, options, ports);
  return exitCode;
}

async function compare(
  begun: BegunSweep,
  { table, orphans }: SweepOptions,
  ports: SweepPorts,
): Promise<Compared> {
  const { terminal, clock, signal, store, source, target, properties, byRecordId, ownIds } = ports;
  const { startedAt, salt, scope } = begun.current;
  const last = store && (await readLastSweep(store));
  const progress = readingProgress(terminal, table === undefined ? last : undefined, clock);
  const collectGarbage = garbageCollector();
  try {
    return await compareSides({
      source,
      target,
      properties,
      byRecordId,
      ownIds,
      salt,
      table,
      base: scope === 'changes' ? baseOf(begun, store) : undefined,
      journal: begun.journal,
      keepForeignIds: orphans,
      signal,
      ordersBefore: startedAt - ORDER_AGE_MS,
      onPage(counts) {
        progress.show(counts);
        collectGarbage();
      },
    });
  } finally {
    progress.end();
  }
}

/**
 * An environment without a single record is the wrong one, or shows us none: it says nothing about anybody.
 */
function checkNotEmpty({ records, unreadable, contacts }: Compared, { table }: SweepOptions): void {
  if (records + unreadable > 0 || contacts === 0 || table !== undefined) return;
  throw new OperatorError(
    `Dataverse shows no record at all, and Spotler has ${contacts} contacts: nothing is compared. ` +
      'Is DATAVERSE_URL the right environment, and may the application user read all records? `doctor` says more.',
  );
}
