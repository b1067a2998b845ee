import type { EnvironmentReader } from '../environment-reader.ts';
import type { Mistake } from '../mistake.ts';
import type { Variable } from '../variable.ts';

/** Finds variables that are set and not used: somebody thinks that they count. Call it when all is read. */
export function unwantedVariables(
  reader: EnvironmentReader,
  variables: readonly Variable<unknown>[],
): Mistake[] {
  return variables
    .filter((variable) => reader.isSet(variable) && !reader.wasRead(variable))
    .map(({ name, when }) => ({
      variable: name,
      problem: 'unwanted',
      expected: `no value: it is needed ${when}`,
    }));
}
