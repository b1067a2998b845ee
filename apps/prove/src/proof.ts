/** How a proof is run. */
export interface ProofOptions {
  /** The short form, for every day. */
  short: boolean;
  /** What makes the random choices repeatable. */
  seed: number;
  /** Told how it goes. */
  say: (line: string) => void;
}

/** What a proof found. */
export interface Finding {
  /** Whether what was claimed held. */
  holds: boolean;
  /** What was seen, for people. */
  seen: string;
}

/** A claim that takes longer to show than a test may take. */
export interface Proof {
  /** What it is called on the command line. */
  name: string;
  /** What it claims. */
  claim: string;
  run(options: ProofOptions): Promise<Finding>;
}

/** Chance may spare a run without its guard; so often in a row it hardly does. */
const TRIES = 6;

/** Turns a proof round: with a guard taken out the claim must not hold any more, or the proof shows nothing. */
export function mustFail(name: string, claim: string, run: Proof['run']): Proof {
  return {
    name,
    claim,
    async run(options) {
      let found = await run(options);
      for (let again = 1; found.holds && again < TRIES; again++) {
        found = await run({ ...options, seed: options.seed + again });
      }
      return { holds: !found.holds, seen: found.seen };
    },
  };
}
