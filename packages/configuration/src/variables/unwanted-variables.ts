import type { EnvironmentReader } from '../environment-reader.ts';
import type { Mistake } from '../mistake.ts';
import type { Variable } from './variable.ts';

/** What is set but was not asked for: somebody believes that it counts. Call it when all is read. */
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
