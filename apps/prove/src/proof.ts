/** Options of a run. */
export interface ProofOptions {
  /** The short form, for every day. */
  readonly short: boolean;
  /** The seed that makes the random choices repeatable. */
  readonly seed: number;
  /** Called with a line about the progress. */
  readonly say: (line: string) => void;
}

/** Result of a proof. */
export interface Finding {
  /** Whether the claim held. */
  readonly holds: boolean;
  /** The figures that were observed, for people. */
  readonly seen: string;
}

/** A claim that takes longer to show than a test may take. */
export interface Proof {
  /** The name on the command line. */
  readonly name: string;
  /** The claim, in one sentence. */
  readonly claim: string;
  /**
   * Whether this is a control: a proof turned round. Its name begins with that of the proof. Default false.
   */
  readonly isControl?: boolean | undefined;
  /** Whether it takes so long that `--short` runs it only when it is named. Default false. */
  readonly isLong?: boolean | undefined;
  /** Where the controls are when they are not proofs of that name. */
  readonly controlledBy?: string | undefined;
  /** Runs the proof. */
  run(options: ProofOptions): Promise<Finding>;
}

/** Runs until a control counts as not failing: one run may hold by chance. */
const MAX_RUNS = 6;

/** Turns a proof round: with a guard taken out the claim must fail, or the proof shows nothing. */
export function mustFail(name: string, claim: string, run: Proof['run']): Proof {
  return {
    name,
    claim,
    isControl: true,
    async run(options) {
      let found = await run(options);
      for (let again = 1; found.holds && again < MAX_RUNS; again++) {
        found = await run({ ...options, seed: options.seed + again });
      }
      return { holds: !found.holds, seen: found.seen };
    },
  };
}
