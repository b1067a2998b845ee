/** A mistake in one variable. Names only, never a value: a value can be a secret. */
export interface Mistake {
  /** The variable's name. */
  readonly variable: string;
  /** `missing`: has no value. `invalid`: has one that can't be used. `unwanted`: has one and must not. */
  readonly problem: 'missing' | 'invalid' | 'unwanted' | 'misspelt';
  /** The value that would be right, as a continuation of "expected". */
  readonly expected: string;
}

const PROBLEM: Record<Mistake['problem'], string> = {
  missing: 'is not set',
  invalid: 'has a value that cannot be used',
  unwanted: 'is set',
  misspelt: 'is not a variable of ours',
};

/** One line for people, such as `HEALTH_PORT has a value that cannot be used: expected a port …`. */
export function describeMistake({ variable, problem, expected }: Mistake): string {
  return `${variable} ${PROBLEM[problem]}: expected ${expected}`;
}
