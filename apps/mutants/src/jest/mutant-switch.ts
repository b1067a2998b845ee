/** A mutant to try. */
export interface SwitchedMutant {
  readonly id: string;
  /** How often it may be reached until its loop counts as endless. */
  readonly maxHits: number;
}

/** How a test file is run next, and what came of it. */
export interface MutantSwitch {
  /** The mutant that is active from the beginning; `undefined` when none is. */
  active: SwitchedMutant | undefined;
  /** Mutants with which the tests run again without being loaded again. Empty: they run once. */
  again: readonly SwitchedMutant[];
  /** How long one test may take when it is run again, in milliseconds. */
  maxTestMs: number;
  /** Called before each run, and after it. */
  onTrying: (id: string) => void;
  onTried: (id: string, killed: boolean) => void;
  /** Whether the tests passed without a mutant between the others. */
  isRepeatable: boolean;
  /** How often each mutant was reached, while none was active. */
  reached: Readonly<Record<string, number>>;
  /** The mutants that were reached while the file was loaded. They make no difference afterwards. */
  loaded: readonly string[];
}

/** The switch of this process. */
export const MUTANT_SWITCH: MutantSwitch = {
  active: undefined,
  again: [],
  maxTestMs: 0,
  onTrying() {},
  onTried() {},
  isRepeatable: true,
  reached: {},
  loaded: [],
};
