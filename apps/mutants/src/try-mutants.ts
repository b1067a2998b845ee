import { dirname } from 'node:path';
import { findReachingTests, type ReachedMutants, type TestTime } from './find-reaching-tests.ts';
import type { SwitchedMutant } from './jest/mutant-switch.ts';
import type { Fate, Mutant, TriedMutant } from './mutant.ts';
import type { TestProcess } from './test-process.ts';

/** Mutants, the tests that have to notice them, and where those are run. */
export interface TryingOptions extends TestTime {
  readonly mutants: readonly Mutant[];
  /** Called after each test file with how many mutants no test noticed so far. */
  readonly onProgress: (line: string) => void;
}

const MAX_TEST_MS = 20_000;

/** The fates that are known. A mutant that no test noticed so far has none, or `survived`. */
type Fates = Map<string, Fate>;

/**
 * Runs each test file once to see which mutants it reaches. Then each file is loaded once, and its tests run
 * again with one mutant after the other that nothing noticed yet. Mutants that matter while a file is loaded
 * are tried alone, each with the files that reach it, loaded anew, beginning with those next to its source.
 *
 * @throws {BrokenTestError} when a test fails although nothing is changed.
 */
export async function tryMutants(options: TryingOptions): Promise<readonly TriedMutant[]> {
  const { mutants, testProcess, onProgress } = options;
  const files = (await findReachingTests(options)).toSorted((a, b) => a.milliseconds - b.milliseconds);
  const fates: Fates = new Map(
    files.flatMap(({ hits }) => [...hits.keys()].map((id) => [id, 'survived'] as const)),
  );
  const alone = new Map<string, ReachedMutants[]>();
  for (const file of files) {
    for (const id of new Set([...file.loaded, ...(await tryTogether(file, fates, testProcess))])) {
      alone.set(id, [...(alone.get(id) ?? []), file]);
    }
    onProgress(`${file.test}: ${countOf(fates)} left`);
  }
  for (const { id, file: source } of mutants) {
    const nearest = byNearness(alone.get(id) ?? [], source);
    for (const file of nearest) await tryAlone(file, id, fates, testProcess);
    if (nearest.length > 0) onProgress(`${source}, loaded anew: ${countOf(fates)} left`);
  }
  return mutants.map((mutant) => ({ mutant, fate: fates.get(mutant.id) ?? 'unreached' }));
}

/** Tests of the source itself come before those of its folder, and these before all others. */
function byNearness(files: readonly ReachedMutants[], source: string): readonly ReachedMutants[] {
  function distanceOf({ test }: ReachedMutants): number {
    if (test.endsWith(`/${source.replace(/\.ts$/, '.test.ts')}`)) return 0;
    return dirname(test).endsWith(`/${dirname(source)}`) ? 1 : 2;
  }
  return files.toSorted((a, b) => distanceOf(a) - distanceOf(b));
}

function countOf(fates: Fates): number {
  return [...fates.values()].filter((fate) => fate === 'survived').length;
}

/** Tries all mutants that a file reaches when it is loaded. Resolves to those that have to be tried alone. */
async function tryTogether(
  file: ReachedMutants,
  fates: Fates,
  testProcess: Pick<TestProcess, 'run'>,
): Promise<readonly string[]> {
  const wanted = new Set([...file.hits.keys()].filter((id) => !file.loaded.has(id) && isLeft(fates, id)));
  while (wanted.size > 0) {
    const { test, testTimeoutMs, maxMs } = timesOf(file);
    const again = [...wanted].map((id) => switched(file, id));
    const { end, tried, trying } = await testProcess.run({ test, again, testTimeoutMs }, maxMs);
    for (const [id, killed] of tried) {
      if (killed) fates.set(id, 'killed');
      wanted.delete(id);
    }
    if (typeof end !== 'string') break;
    // Without one there is nothing that could be left out the next time.
    if (trying === undefined || !wanted.delete(trying)) break;
    fates.set(trying, end === 'hung' ? 'hung' : 'killed');
  }
  return [...wanted];
}

async function tryAlone(
  file: ReachedMutants,
  id: string,
  fates: Fates,
  testProcess: Pick<TestProcess, 'run'>,
): Promise<void> {
  if (!isLeft(fates, id)) return;
  const { test, testTimeoutMs, maxMs } = timesOf(file);
  const { end } = await testProcess.run({ test, mutant: switched(file, id), testTimeoutMs }, maxMs);
  if (end === 'hung') fates.set(id, 'hung');
  else if (end === 'ended' || end.failure !== null) fates.set(id, 'killed');
}

function isLeft(fates: Fates, id: string): boolean {
  return fates.get(id) === 'survived';
}

function switched({ hits }: ReachedMutants, id: string): SwitchedMutant {
  return { id, maxHits: 1_000 + 10 * (hits.get(id) ?? 0) };
}

function timesOf({ test, milliseconds }: ReachedMutants) {
  const testTimeoutMs = Math.min(2_000 + 3 * milliseconds, MAX_TEST_MS);
  return { test, testTimeoutMs, maxMs: 10_000 + 4 * milliseconds };
}
