import { mustFail, type Proof, type ProofOptions } from '../proof.ts';
import { brakeProof } from './brake-proof.ts';

/** Proofs about the limit on erasures, followed by their control. */
export const BRAKE_PROOFS: readonly Proof[] = [
  {
    name: 'brake',
    claim:
      'everybody refuses by mistake: three workers erase exactly the limit and hold the others, who get their permissions back',
    run: (options) =>
      brakeProof({ ...sizeOf(options), killEveryMs: 0, awayMs: 0, decision: 'reject' }, options),
  },
  {
    name: 'brake-kills',
    claim: 'the same while workers are killed: never more than the limit; and all are erased when released',
    controlledBy: 'that of `brake`',
    run: (options) =>
      brakeProof(
        { ...sizeOf(options), killEveryMs: options.short ? 800 : 3_000, awayMs: 0, decision: 'release' },
        options,
      ),
  },
  {
    name: 'brake-state-away',
    claim:
      'the state is away: nobody is erased, nothing is a dead letter, others are synced; then all is done',
    controlledBy: 'that of `brake`',
    run: (options) =>
      brakeProof(
        { ...sizeOf(options), killEveryMs: 0, awayMs: options.short ? 2_000 : 300_000, decision: 'release' },
        options,
      ),
  },
  mustFail('brake-switched-off', 'with the brake off all are erased', (options) =>
    brakeProof({ people: 60, limit: 0, killEveryMs: 0, awayMs: 0, decision: 'none' }, options),
  ),
];

function sizeOf({ short }: Pick<ProofOptions, 'short'>): { readonly people: number; readonly limit: number } {
  return short ? { people: 60, limit: 30 } : { people: 1_000, limit: 500 };
}
