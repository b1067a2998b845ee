import { join } from 'node:path';
import { readConfig } from 'jest-config';
import jestRunner from 'jest-runner';
import jestRuntime from 'jest-runtime';
import { TestWatcher } from 'jest-watcher';
import { defaultExport } from './default-export.ts';
import { MUTANT_SWITCH, type MutantSwitch, type SwitchedMutant } from './mutant-switch.ts';

/** A test file to run, and the mutants that are active meanwhile. */
export interface TestRun {
  /** Absolute path. */
  readonly test: string;
  /** Active from the beginning. Default: the sources as they are. */
  readonly mutant?: SwitchedMutant | undefined;
  /** The file is loaded once without a mutant, and its tests run with each of these. Default: none. */
  readonly again?: readonly SwitchedMutant[] | undefined;
  /** How long one test may take, in milliseconds. Default 20 000. */
  readonly testTimeoutMs?: number | undefined;
}

/** Is told how a run goes. */
export type Progress = Pick<MutantSwitch, 'onTrying' | 'onTried'>;

/** How a test file went. */
export interface TestRunResult {
  /** The message of the first failure; `null` when all passed. */
  readonly failure: string | null;
  /** Whether the tests pass again and again without a mutant. If not, only what was said before is known. */
  readonly isRepeatable: boolean;
  /** How often each mutant was reached. */
  readonly reached: Readonly<Record<string, number>>;
  /** Those that were reached while the file was loaded. */
  readonly loaded: readonly string[];
}

/** Jest, kept open in this process. */
export interface OpenJest {
  /** Runs one test file. */
  run(run: TestRun, progress: Progress): Promise<TestRunResult>;
}

/** The folders of an {@link OpenJest}. */
export interface JestOptions {
  /** The folder of the repository, which holds the configuration of Jest. */
  readonly root: string;
  /** A JSON file with sources by absolute path, which are taken in place of those on the disk. */
  readonly sources: string;
  /** The folder for what Jest keeps. */
  readonly cache: string;
}

const TestRunner = defaultExport(jestRunner);
const Runtime = defaultExport(jestRuntime);
const DEFAULT_TEST_TIMEOUT_MS = 20_000;
const TRANSFORMER = join(import.meta.dirname, 'mutated-source.ts');
const ENVIRONMENT = join(import.meta.dirname, 'switching-environment.ts');

/** Opens Jest with the repository's configuration, for sources with mutants in them. */
export async function openJest({ root, sources, cache }: JestOptions): Promise<OpenJest> {
  const { globalConfig, projectConfig } = await readConfig({ _: [], $0: 'mutants' }, root);
  const config = {
    ...projectConfig,
    cacheDirectory: cache,
    testEnvironment: ENVIRONMENT,
    transform: projectConfig.transform.map(([pattern, , swc]): (typeof projectConfig.transform)[number] => [
      pattern,
      TRANSFORMER,
      { sources, swc },
    ]),
    // This process has loaded these modules, and Jest has to have the same ones.
    transformIgnorePatterns: [...projectConfig.transformIgnorePatterns, import.meta.dirname],
  };
  const context = await Runtime.createContext(config, { maxWorkers: 1, watchman: false });
  const watcher = new TestWatcher({ isWatchMode: false });

  return {
    async run({ test, mutant, again = [], testTimeoutMs = DEFAULT_TEST_TIMEOUT_MS }, progress) {
      Object.assign(MUTANT_SWITCH, { ...progress, active: mutant, again, maxTestMs: testTimeoutMs });
      Object.assign(MUTANT_SWITCH, { isRepeatable: true, reached: {}, loaded: [] });
      const runner = new TestRunner(
        {
          ...globalConfig,
          testTimeout: testTimeoutMs,
          silent: true,
        },
        {},
      );
      let failure: string | null = null;
      runner.on('test-file-success', ([, result]) => {
        const { failureMessage, testExecError, numPassingTests, skipped } = result;
        failure = failureMessage ?? testExecError?.message ?? null;
        if (numPassingTests === 0 && !skipped && again.length === 0) failure ??= 'No test ran';
      });
      runner.on('test-file-failure', ([, error]) => {
        failure = String(error.message ?? 'It could not be run');
      });
      await runner.runTests([{ context, path: test }], watcher, { serial: true });
      const { isRepeatable, reached, loaded } = MUTANT_SWITCH;
      return { failure, isRepeatable, reached, loaded };
    },
  };
}
