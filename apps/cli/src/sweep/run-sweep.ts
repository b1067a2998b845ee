import {
  type Compared,
  type CurrentSweep,
  compareSides,
  createFindingCounts,
  createPageJournal,
  type PageJournal,
  readLastSweep,
  writeCurrentSweep,
} from '@spotler-connector/sweep';
import { EXIT, type ExitCode } from '../failure/exit-code.ts';
import { beginSweep } from './begin-sweep.ts';
import { garbageCollector } from './collect-garbage.ts';
import { DEFAULT_LIMIT, isBeyond, limitText } from './erasure-limit.ts';
import { mendAll, remember, type Swept } from './mend-findings.ts';
import type { SweepOptions } from './sweep-command.ts';
import type { SweepPorts } from './sweep-ports.ts';
import { readingProgress } from './sweep-progress.ts';
import { erasureText, reportLines, reportOf } from './sweep-report.ts';

/** An order that is younger may well be on its way. */
const ORDER_AGE_MS = 3_600_000;

/** `sweep`: compares both sides, shows what does not agree, asks, and mends. */
export async function runSweep(options: SweepOptions, ports: SweepPorts): Promise<ExitCode> {
  const { terminal, store } = ports;
  const current = await beginSweep(options, ports);
  if (current === undefined) {
    terminal.log('There is no sweep to go on with.');
    return EXIT.nothingToDo;
  }
  const journal = store && createPageJournal(store, current.run);
  const compared = await compare(current, journal, options, ports);
  const counts = createFindingCounts(options.orphans);
  for await (const finding of compared.list()) counts.add(finding);
  if (!options.json) for (const line of reportLines(compared, counts, terminal)) terminal.print(line);
  const ended = await decide({ compared, counts, current }, options, ports);
  // A sweep that was stopped amid mending goes on later; every other one has ended.
  if (ended.stopped) return ended.exitCode;
  await journal?.remove();
  if (store !== undefined) await writeCurrentSweep(store, undefined);
  return ended.exitCode;
}

async function compare(
  { startedAt, salt }: CurrentSweep,
  journal: PageJournal | undefined,
  { table }: SweepOptions,
  { terminal, clock, signal, store, source, target, properties, byRecordId, ownIds }: SweepPorts,
): Promise<Compared> {
  const last = store && (await readLastSweep(store));
  const progress = readingProgress(terminal, last, clock);
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
      journal,
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

interface Ended {
  readonly exitCode: ExitCode;
  /** Whether findings are left that were to be handed on. */
  readonly stopped: boolean;
}

async function decide(swept: Swept, options: SweepOptions, ports: SweepPorts): Promise<Ended> {
  const { compared, counts } = swept;
  const { terminal, confirm } = ports;
  const { dryRun, yes, json, maxAnonymize } = options;
  const report = (mended: number) => {
    if (json) terminal.print(JSON.stringify({ ...reportOf(compared, counts), mended }));
  };
  const limit = maxAnonymize ?? (yes ? DEFAULT_LIMIT : undefined);
  const erasures = erasureText(counts, compared.contacts);
  if (limit !== undefined && isBeyond(limit, counts.erasures(), compared.contacts)) {
    report(0);
    terminal.log(
      `Nothing was mended: it would erase ${erasures}, more than --max-anonymize ${limitText(limit)}.`,
    );
    return { exitCode: dryRun ? EXIT.done : EXIT.failed, stopped: false };
  }
  if (dryRun) {
    report(0);
    return { exitCode: EXIT.done, stopped: false };
  }
  const asks = !yes && counts.mendable() > 0;
  if (
    asks &&
    !(await confirm(`Have the workers look at ${counts.mendable()} records, and erase ${erasures}?`))
  ) {
    report(0);
    terminal.log('Nothing was mended.');
    return { exitCode: EXIT.nothingToDo, stopped: false };
  }
  const mended = await mendAll(swept, options, ports);
  report(mended.count);
  if (!json) terminal.print(`${mended.count} handed on to the workers.`);
  if (mended.stopped) terminal.log('Stopped; --resume goes on with those that are left.');
  else await remember(swept, mended.count, options, ports);
  return { exitCode: mended.stopped ? EXIT.failed : EXIT.done, stopped: mended.stopped };
}
