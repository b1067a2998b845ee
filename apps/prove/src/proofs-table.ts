import type { Cells, MeasuredTable } from '@spotler-connector/measured-tables';
import type { Proof } from './proof.ts';

/** Figures of proofs that were run in their long form. */
export interface MeasuredFigures {
  /** The seed of the run. */
  readonly seed: number;
  /** The figures, by the proof's name. */
  readonly observed: ReadonlyMap<string, string>;
}

/** Builds the table of docs/proofs.md. Figures of proofs that were not run stay as they are. Pure. */
export function proofsTable(proofs: readonly Proof[], { seed, observed }: MeasuredFigures): MeasuredTable {
  return {
    name: 'prove',
    columns: ['proof', 'claim', 'measured, long form', 'measured by', 'controls'],
    rows: (previous) =>
      proofs
        .filter(({ isControl = false }) => !isControl)
        .map(({ name, claim, controlledBy }): Cells => {
          const key = `\`${name}\``;
          const [, , was = 'not yet', by = ''] = previous.get(key) ?? [key];
          const now = observed.get(name);
          const measured = now === undefined ? [was, by] : [now, `\`prove ${name} --seed ${seed}\``];
          return [key, claim, ...measured, controlledBy ?? controlsOf(name, proofs)];
        }),
  };
}

function controlsOf(name: string, proofs: readonly Proof[]): string {
  return proofs
    .filter((control) => control.isControl === true && proofOf(control, proofs)?.name === name)
    .map((control) => `\`${control.name}\`: ${control.claim}`)
    .join('; ');
}

/**
 * Finds the proof that a control belongs to: the one with the longest name that the control's begins with.
 * Pure.
 */
export function proofOf(control: Proof, proofs: readonly Proof[]): Proof | undefined {
  return proofs
    .filter(({ name, isControl = false }) => !isControl && control.name.startsWith(`${name}-`))
    .toSorted((a, b) => b.name.length - a.name.length)[0];
}
