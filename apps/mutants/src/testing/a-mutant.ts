import type { Mutant } from '../mutant.ts';

/** A mutant as `makeMutants` makes them. */
export function aMutant(given: Partial<Mutant> = {}): Mutant {
  return {
    id: '1',
    file: 'packages/a/src/a.ts',
    line: 3,
    kind: 'EqualityOperator',
    original: 'a > b',
    replacement: 'a >= b',
    ...given,
  };
}
