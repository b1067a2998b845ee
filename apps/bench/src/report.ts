/** Result of one benchmark, beside its baseline in the same run. */
export interface Measurement {
  /** The thing measured. */
  readonly what: string;
  /** The baseline it is compared with. */
  readonly baseline: string;
  /** Our cost, with its unit. */
  readonly ours: string;
  /** The baseline's cost, with its unit. */
  readonly theirs: string;
  /** Ours divided by the baseline's. */
  readonly ratio: number;
  /** The highest ratio that the project promises. */
  readonly limit: number;
}

/** Formats one line for people. */
export function formatReport({ what, baseline, ours, theirs, ratio, limit }: Measurement): string {
  const verdict = ratio <= limit ? 'as promised' : `more than the promised ${limit}`;
  return `${what}: ${ours}; ${baseline}: ${theirs}; ratio ${ratio.toFixed(2)}, ${verdict}`;
}
