import { mutant } from '../mutant.ts';
import { mustFail, type Proof } from '../proof.ts';
import { faultsEverywhere } from './faults-proof.ts';

const HALF_AN_HOUR_MS = 1_800_000;
/** Five seconds are the shortest lock, and one minute is the usual one. */
const SHORT = { milliseconds: 4_000, records: 100, everyMs: 5, lockDuration: 'PT5S' } as const;
const LONG = { milliseconds: HALF_AN_HOUR_MS, records: 2_000, everyMs: 25, lockDuration: 'PT1M' } as const;
/** A worker whose waits are short, so that a short run comes to an end. */
function hurried(): string {
  return mutant('compressed-time', { factor: 60 });
}

/** Proofs of faults on all connections at once. */
export const FAULT_PROOFS: readonly Proof[] = [
  {
    name: 'faults',
    claim: 'all three connections go wrong at random, all the time: nothing is lost, and memory stays flat',
    run: (options) =>
      options.short
        ? faultsEverywhere({ ...SHORT, imports: [hurried()] }, options)
        : faultsEverywhere(LONG, options),
  },
  {
    // A loss shows only where no later change mends it, so this takes several runs.
    isLong: true,
    ...mustFail(
      'faults-completing-failures',
      'with messages completed that failed some are lost',
      (options) => {
        // Who waits while a system is away comes to no end that could be mistaken for another one.
        const imports = [hurried(), mutant('never-pausing'), mutant('completing-failures')];
        return faultsEverywhere({ ...SHORT, imports }, options);
      },
    ),
  },
];
