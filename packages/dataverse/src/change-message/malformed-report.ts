/** One thing that was not as expected. */
export interface MalformedProblem {
  /** Where in the body, in member names of Dataverse's own contract; `$` is the body itself. */
  readonly path: string;
  /** Expectation, in words. */
  readonly expected: string;
}

/** Why a body can't be understood, safe to log and to write in a dead-letter description. */
export interface MalformedReport {
  /** At least one. */
  readonly problems: readonly MalformedProblem[];
  /** The same in one sentence, for people. */
  readonly message: string;
}

/** `advice` replaces the message when there is something better to say than what was expected. */
export function malformedReport(problems: readonly MalformedProblem[], advice?: string): MalformedReport {
  const list = problems.map(({ path, expected }) => `${path} should be ${expected}`).join('; ');
  return { problems, message: advice ?? `The message can't be understood: ${list}.` };
}
