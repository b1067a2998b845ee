import { systemClock } from '@spotler-connector/clock';
import { Command } from 'commander';
import { PROOFS } from './proofs.ts';

/** The flags as commander hands them over. */
interface Flags {
  readonly short: boolean;
  readonly seed: string;
}

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
  .addHelpText('after', `\nProofs:\n${names}\n`)
  .action(async (wanted: string[], { short, seed }: Flags) => {
    const unknown = wanted.filter((name) => !PROOFS.some((proof) => proof.name === name));
    if (unknown.length > 0)
      command.error(`There is no proof called ${unknown.join(', ')}; --help lists them.`);
    process.stdout.write(`seed ${seed}\n`);
    const chosen = PROOFS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    let failures = 0;
    for (const { name, claim, run } of chosen) {
      process.stdout.write(`\n${name}: ${claim}\n`);
      const say = (line: string) => process.stdout.write(`  ${line}\n`);
      const { holds, seen } = await run({ short, seed: Number(seed), say });
      process.stdout.write(`  ${holds ? '✓' : '✗'} ${seen}\n`);
      if (!holds) failures += 1;
    }
    process.stdout.write(`\n${chosen.length - failures} of ${chosen.length} claims held.\n`);
    process.exitCode = failures === 0 ? 0 : 1;
  });

await command.parseAsync();
