import { describe, expect, it } from '@jest/globals';
import type { Proof } from './proof.ts';
import { runProofs } from './run-proofs.ts';

/** Proofs of which the first is done last, and how many of them ran at once. */
function someProofs() {
  const { promise: others, resolve: othersDone } = Promise.withResolvers<void>();
  const seen = { running: 0, most: 0 };
  const proofs = ['slow', 'quick', 'wrong'].map(
    (name): Proof => ({
      name,
      claim: `${name} claim`,
      async run({ say, seed }) {
        seen.running += 1;
        seen.most = Math.max(seen.most, seen.running);
        say(`seed ${seed}`);
        if (name === 'slow' && seen.most < 2) await Promise.race([others, new Promise(setImmediate)]);
        if (name === 'wrong') othersDone();
        seen.running -= 1;
        return { holds: name !== 'wrong', seen: `${name} seen` };
      },
    }),
  );
  return { proofs, seen };
}

async function runAll(atOnce: number) {
  const { proofs, seen } = someProofs();
  const printed: string[] = [];
  const print = (lines: string) => void printed.push(lines);
  const observed = await runProofs(proofs, { short: true, seed: 7, atOnce, print });
  return { observed: [...observed.keys()].toSorted(), printed, most: seen.most };
}

describe('a run of proofs', () => {
  it('tells line by line what each finds, one after the other', async () => {
    const { observed, printed, most } = await runAll(1);
    expect([observed, most]).toEqual([['quick', 'slow'], 1]);
    expect(printed.slice(0, 3)).toEqual(['\nslow: slow claim', '  seed 7', '  ✓ slow seen']);
    expect(printed.at(-1)).toBe('  ✗ wrong seen');
  });

  it('keeps the lines of each together when several run at once', async () => {
    const { observed, printed, most } = await runAll(2);
    expect([observed, most]).toEqual([['quick', 'slow'], 2]);
    expect(printed.toSorted()).toEqual([
      '\nquick: quick claim\n  seed 7\n  ✓ quick seen',
      '\nslow: slow claim\n  seed 7\n  ✓ slow seen',
      '\nwrong: wrong claim\n  seed 7\n  ✗ wrong seen',
    ]);
  });
});
