import { distance } from 'fastest-levenshtein';
import type { Environment } from '../environment-reader.ts';
import type { Mistake } from '../mistake.ts';
import { VARIABLES } from './variables.ts';

const NAMES: ReadonlySet<string> = new Set(Object.values(VARIABLES).map(({ name }) => name));
const MAX_SLIPS = 2;

/**
 * Variables that are probably meant to be ours. One that is misspelt would otherwise be ignored, and with it
 * somebody's decision about erasing.
 */
export function misspeltVariables(environment: Environment): Mistake[] {
  return Object.keys(environment)
    .filter((name) => !NAMES.has(name) && environment[name]?.trim() !== '')
    .flatMap((variable) => {
      const meant = [...NAMES].find((name) => distance(name, variable.toUpperCase()) <= MAX_SLIPS);
      return meant === undefined ? [] : [{ variable, problem: 'misspelt' as const, expected: meant }];
    });
}
