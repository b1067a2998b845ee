import type { Clock } from '@spotler-connector/clock';
import type { TestProcess } from './test-process.ts';

/** Test files, and where and by which clock they are run. */
export interface TestTime {
  /** Absolute paths. */
  readonly tests: readonly string[];
  readonly testProcess: Pick<TestProcess, 'run'>;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** The mutants that a test file reaches. */
export interface ReachedMutants {
  readonly test: string;
  /** How long all of the file takes. */
  readonly milliseconds: number;
  /** How often it reaches each mutant. */
  readonly hits: ReadonlyMap<string, number>;
  /** Those that it reaches while it is loaded. */
  readonly loaded: ReadonlySet<string>;
}

/** A test that fails although nothing is changed. */
export class BrokenTestError extends Error {
  override readonly name = 'BrokenTestError';
}

const MAX_MS = 300_000;

/** Runs each test file without a mutant. @throws {BrokenTestError} */
export async function findReachingTests({
  tests,
  testProcess,
  clock,
}: TestTime): Promise<readonly ReachedMutants[]> {
  const files: ReachedMutants[] = [];
  for (const test of tests) {
    const started = clock.monotonic();
    const { end } = await testProcess.run({ test }, MAX_MS);
    if (typeof end === 'string') throw new BrokenTestError(`${test} ${end} without any mutant`);
    if (end.failure !== null) throw new BrokenTestError(`${test} fails without any mutant: ${end.failure}`);
    files.push({
      test,
      milliseconds: clock.monotonic() - started,
      hits: new Map(Object.entries(end.reached)),
      loaded: new Set(end.loaded),
    });
  }
  return files;
}
