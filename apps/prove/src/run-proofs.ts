import pLimit from 'p-limit';
import type { Proof, ProofOptions } from './proof.ts';

/** Options of a run of several proofs. */
export interface RunOptions extends Omit<ProofOptions, 'say'> {
  /** Proofs that run at once. With more than one the lines of each come together, when it is done. */
  readonly atOnce: number;
  /** Takes a line, or several with line breaks between them. */
  readonly print: (lines: string) => void;
}

/** Runs proofs. Resolves to the figures of those that held, by name. */
export async function runProofs(
  proofs: readonly Proof[],
  { short, seed, atOnce, print }: RunOptions,
): Promise<ReadonlyMap<string, string>> {
  const observed = new Map<string, string>();

  async function run({ name, claim, run: prove }: Proof): Promise<void> {
    const lines: string[] = [];
    const say = atOnce > 1 ? (line: string) => void lines.push(line) : print;
    say(`\n${name}: ${claim}`);
    const { holds, seen } = await prove({ short, seed, say: (line) => say(`  ${line}`) });
    say(`  ${holds ? '✓' : '✗'} ${seen}`);
    if (lines.length > 0) print(lines.join('\n'));
    if (holds) observed.set(name, seen);
  }

  await pLimit(atOnce).map(proofs, run);
  return observed;
}
