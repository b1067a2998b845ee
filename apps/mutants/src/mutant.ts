/** A small change of a source file that a test should notice. */
export interface Mutant {
  /** The same only within one run. */
  readonly id: string;
  /** Relative to the repository. */
  readonly file: string;
  /** Counts from one. */
  readonly line: number;
  /** The kind of change, such as `EqualityOperator`. */
  readonly kind: string;
  /** The text that was replaced, in one line. */
  readonly original: string;
  /** The text that it was replaced with, in one line. */
  readonly replacement: string;
}

/**
 * How trying a mutant ended. `killed`: a test failed. `hung`: the tests did not end, which counts as killed.
 * `survived`: all tests that reach it passed. `unreached`: no test reaches it.
 */
export type Fate = 'killed' | 'hung' | 'survived' | 'unreached';

/** A mutant, and how trying it ended. */
export interface TriedMutant {
  readonly mutant: Mutant;
  readonly fate: Fate;
}
