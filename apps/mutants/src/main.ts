import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { systemClock } from '@spotler-connector/clock';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { guardWorkbench } from '@spotler-connector/observability/process';
import { Command } from 'commander';
import { BrokenTestError } from './find-reaching-tests.ts';
import { findTarget, type Target } from './find-target.ts';
import { HOW_TO_HAVE_THE_INSTRUMENTER, hasInstrumenter, makeMutants } from './make-mutants.ts';
import { mutantsTable } from './mutants-table.ts';
import { formatReport, isGood, type Report, reportOn } from './report.ts';
import { type KnownSurvivor, readKnownSurvivors } from './survivors/known-survivors.ts';
import { createTestProcess } from './test-process.ts';
import { tryMutants } from './try-mutants.ts';

/** The flags as commander hands them over. */
interface Flags {
  readonly atLeast: string;
  readonly json: boolean;
  readonly writeDocs: boolean;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');
const LIST = new URL('./survivors/known-survivors.json', import.meta.url);
const PAGE = new URL('../../../docs/proofs.md', import.meta.url);

const command: Command = new Command('mutants')
  .description(
    'Changes a package in many small ways, one at a time, and counts how many of them its tests notice. ' +
      'Exits 1 when the score is too low, or when the list of survivors names one that a test notices.',
  )
  .argument('<targets...>', 'packages, or a folder or file of one: brake, dataverse/src/change-message')
  .option('--at-least <score>', 'the lowest score that is good enough, of 100', '90')
  .option('--json', 'prints everything as JSON', false)
  .option('--write-docs', 'writes the scores into docs/proofs.md', false)
  .action(async (names: string[], { atLeast, json, writeDocs }: Flags) => {
    if (!hasInstrumenter()) command.error(`The instrumenter is not there: ${HOW_TO_HAVE_THE_INSTRUMENTER}`);
    const known = readKnownSurvivors(LIST);
    const reports: Report[] = [];
    for (const name of names) {
      const target = findTarget(ROOT, name);
      if (target === undefined) command.error(`There is no package or folder called ${name}.`);
      const report = await tryTarget(name, target, known);
      reports.push(report);
      if (!json) process.stdout.write(`${formatReport(report).join('\n')}\n`);
    }
    if (json) process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    if (writeDocs) {
      writeFileSync(PAGE, rewriteTable(readFileSync(PAGE, 'utf8'), mutantsTable(reports)));
    }
    process.exitCode = reports.every((report) => isGood(report, Number(atLeast))) ? 0 : 1;
  });

async function tryTarget(
  name: string,
  { sources, tests }: Target,
  known: readonly KnownSurvivor[],
): Promise<Report> {
  const started = systemClock.monotonic();
  const folder = mkdtempSync(join(tmpdir(), 'mutants-'));
  const paths = { sources: join(folder, 'sources.json'), cache: join(folder, 'cache') };
  const testProcess = createTestProcess({ root: ROOT, ...paths }, systemClock);
  try {
    const made = await makeMutants(ROOT, sources);
    writeFileSync(paths.sources, JSON.stringify(made.sources));
    const tried = await tryMutants({
      mutants: made.mutants,
      tests: tests.map((test) => join(ROOT, test)),
      testProcess,
      clock: systemClock,
      onProgress: (line) => void process.stderr.write(`${line.replace(`${ROOT}/`, '')}\n`),
    });
    return reportOn(name, tried, known, systemClock.monotonic() - started);
  } catch (error) {
    if (error instanceof BrokenTestError) command.error(error.message);
    throw error;
  } finally {
    testProcess.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

guardWorkbench(process);
await command.parseAsync();
