import { systemClock } from '@spotler-connector/clock';
import { TestEnvironment } from 'jest-environment-node';
import { MUTANT_SWITCH, type SwitchedMutant } from './mutant-switch.ts';
import { passAgain, type RegisteredBlock } from './run-again.ts';

/** The part of an event of Jest that tells how a test goes. */
interface TestEvent {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[]; mode?: unknown } | undefined;
}

/** The object that instrumented sources share. Its names are the instrumenter's. */
interface Namespace {
  activeMutant: string | undefined;
  hitLimit: number | undefined;
  hitCount: number | undefined;
  readonly mutantCoverage?: { readonly static: Readonly<Record<string, number>> } | undefined;
}

/** Even a quick test may be held up. */
const MIN_TEST_MS = 1_000;
/** So many mutants are tried before it is made sure that the tests still pass without one. */
const TRIED_AT_ONCE = 10;

/**
 * An environment of Jest in which one mutant is active, or none, or one after the other. After the failure of
 * one test it skips those that follow in the file.
 */
export class SwitchingEnvironment extends TestEnvironment {
  #failed = false;
  readonly #namespace: Namespace = { activeMutant: undefined, hitLimit: undefined, hitCount: undefined };

  override async setup(): Promise<void> {
    await super.setup();
    this.#activate(MUTANT_SWITCH.active);
    Object.assign(this.global, { __stryker__: this.#namespace });
  }

  /** Is called by Jest, which waits for it. */
  async handleTestEvent(
    { name, test }: TestEvent,
    { rootDescribeBlock: root }: { readonly rootDescribeBlock: RegisteredBlock },
  ): Promise<void> {
    if (name === 'run_start') {
      MUTANT_SWITCH.loaded = Object.keys(this.#reached());
      if (MUTANT_SWITCH.again.length === 0) return;
      await this.#tryAgainAndAgain(root);
      root.mode = 'skip';
    }
    if (test === undefined) return;
    if (name === 'test_done' && test.errors.length > 0) this.#failed = true;
    if (name === 'test_start' && this.#failed) test.mode = 'skip';
  }

  override async teardown(): Promise<void> {
    MUTANT_SWITCH.reached = { ...this.#reached() };
    await super.teardown();
  }

  async #tryAgainAndAgain(root: RegisteredBlock): Promise<void> {
    const { again, maxTestMs, onTrying, onTried } = MUTANT_SWITCH;
    const repeatable = () => {
      this.#activate(undefined);
      return passAgain(root, { maxTestMs, clock: systemClock });
    };
    const began = systemClock.monotonic();
    MUTANT_SWITCH.isRepeatable = (await repeatable()) && (await repeatable());
    const allMs = systemClock.monotonic() - began;
    // Most of what a file takes is to load it.
    const options = { maxTestMs: Math.min(maxTestMs, MIN_TEST_MS + 3 * allMs), clock: systemClock };
    for (let begin = 0; begin < again.length && MUTANT_SWITCH.isRepeatable; begin += TRIED_AT_ONCE) {
      const killed: boolean[] = [];
      const some = again.slice(begin, begin + TRIED_AT_ONCE);
      for (const mutant of some) {
        onTrying(mutant.id);
        this.#activate(mutant);
        killed.push(!(await passAgain(root, options)));
      }
      // What one mutant leaves behind must not kill the next.
      MUTANT_SWITCH.isRepeatable = await repeatable();
      if (!MUTANT_SWITCH.isRepeatable) return;
      for (const [index, { id }] of some.entries()) onTried(id, killed[index] ?? false);
    }
  }

  #activate(mutant: SwitchedMutant | undefined): void {
    this.#namespace.activeMutant = mutant?.id;
    this.#namespace.hitLimit = mutant?.maxHits;
    this.#namespace.hitCount = mutant === undefined ? undefined : 0;
  }

  #reached(): Readonly<Record<string, number>> {
    return this.#namespace.mutantCoverage?.static ?? {};
  }
}

// Jest requires this module, and takes what it gives for the class itself.
export { SwitchingEnvironment as 'module.exports' };
