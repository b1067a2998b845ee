import { readFileSync, writeFileSync } from 'node:fs';
import { systemClock } from '@spotler-connector/clock';
import { rewriteTable } from '@spotler-connector/measured-tables';
import { useProxies } from '@spotler-connector/proxies';
import { Command } from 'commander';
import type { Proof } from './proof.ts';
import { PROOFS } from './proofs.ts';
import { proofsTable } from './proofs-table.ts';

/** The flags as commander hands them over. */
interface Flags {
  readonly short: boolean;
  readonly seed: string;
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
  .option('--write-docs', 'writes the figures of the proofs that held into docs/proofs.md', false)
  .addHelpText('after', `\nProofs:\n${names}\n`)
  .action(async (wanted: string[], { short, seed, writeDocs }: Flags) => {
    const unknown = wanted.filter((name) => !PROOFS.some((proof) => proof.name === name));
    if (unknown.length > 0)
      command.error(`There is no proof called ${unknown.join(', ')}; --help lists them.`);
    if (short && writeDocs) command.error('The figures in docs/proofs.md are those of the long form.');
    process.stdout.write(`seed ${seed}\n`);
    const chosen = PROOFS.filter(({ name, isLong = false }) =>
      wanted.length > 0 ? wanted.includes(name) : !(short && isLong),
    );
    const observed = await runAll(chosen, short, Number(seed));
    if (writeDocs) {
      const table = proofsTable(PROOFS, { seed: Number(seed), observed });
      writeFileSync(PAGE, rewriteTable(readFileSync(PAGE, 'utf8'), table));
    }
    process.stdout.write(`\n${observed.size} of ${chosen.length} claims held.\n`);
    process.exitCode = observed.size === chosen.length ? 0 : 1;
  });

/** Runs proofs one after the other. Resolves to the figures of those that held. */
async function runAll(
  proofs: readonly Proof[],
  short: boolean,
  seed: number,
): Promise<ReadonlyMap<string, string>> {
  const observed = new Map<string, string>();
  for (const { name, claim, run } of proofs) {
    process.stdout.write(`\n${name}: ${claim}\n`);
    const { holds, seen } = await run({
      short,
      seed,
      say: (line) => process.stdout.write(`  ${line}\n`),
    });
    process.stdout.write(`  ${holds ? '✓' : '✗'} ${seen}\n`);
    if (holds) observed.set(name, seen);
  }
  return observed;
}

useProxies(process);
await command.parseAsync();
