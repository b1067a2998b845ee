import { readFileSync, writeFileSync } from 'node:fs';
import { systemClock } from '@spotler-connector/clock';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { guardWorkbench } from '@spotler-connector/observability/process';
import { useProxies } from '@spotler-connector/proxies';
import { Command, InvalidArgumentError } from 'commander';
import { PROOFS } from './proofs.ts';
import { proofsTable } from './proofs-table.ts';
import { runProofs } from './run-proofs.ts';

/** The flags as commander hands them over. */
interface Flags {
  readonly short: boolean;
  readonly seed: string;
  readonly atOnce: number;
  readonly writeDocs: boolean;
}

const PAGE = new URL('../../../docs/proofs.md', import.meta.url);

const names = PROOFS.map(({ name, claim }) => `  ${name.padEnd(28)} ${claim}`).join('\n');

const command = new Command('prove')
  .description('Runs proofs that take longer than tests. Exits 0 when every claim held, else 1.')
  .argument('[names...]', 'which proofs; all without')
  .option('--short', 'a short form of each', false)
  .option(
    '--seed <number>',
    'repeats the random choices of an earlier run',
    String(systemClock.now() % 1_000_000),
  )
  .option('--at-once <number>', 'proofs that run at once; their lines come when each is done', wholeNumber, 1)
  .option('--write-docs', 'writes the figures of the proofs that held into docs/proofs.md', false)
  .addHelpText('after', `\nProofs:\n${names}\n`)
  .action(async (wanted: string[], { short, seed, atOnce, writeDocs }: Flags) => {
    const unknown = wanted.filter((name) => !PROOFS.some((proof) => proof.name === name));
    if (unknown.length > 0)
      command.error(`There is no proof called ${unknown.join(', ')}; --help lists them.`);
    if (short && writeDocs) command.error('The figures in docs/proofs.md are those of the long form.');
    process.stdout.write(`seed ${seed}\n`);
    const chosen = PROOFS.filter(({ name, isLong = false }) =>
      wanted.length > 0 ? wanted.includes(name) : !(short && isLong),
    );
    const observed = await runProofs(chosen, {
      short,
      seed: Number(seed),
      atOnce,
      print: (lines) => process.stdout.write(`${lines}\n`),
    });
    if (writeDocs) {
      const table = proofsTable(PROOFS, { seed: Number(seed), observed });
      writeFileSync(PAGE, rewriteTable(readFileSync(PAGE, 'utf8'), table));
    }
    process.stdout.write(`\n${observed.size} of ${chosen.length} claims held.\n`);
    process.exitCode = observed.size === chosen.length ? 0 : 1;
  });

function wholeNumber(text: string): number {
  if (!/^[1-9]\d?$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 99.');
  return Number(text);
}

guardWorkbench(process);
useProxies(process);
await command.parseAsync();
