/** What one benchmark found, beside its baseline in the same run. */
export interface Measurement {
  what: string;
  baseline: string;
  /** Our cost, with its unit. */
  ours: string;
  /** The baseline's cost, with its unit. */
  theirs: string;
  /** Ours divided by the baseline's. */
  ratio: number;
  /** What we promise at most. */
  limit: number;
}

/** One line for people. */
export function formatReport({ what, baseline, ours, theirs, ratio, limit }: Measurement): string {
  const verdict = ratio <= limit ? 'as promised' : `more than the promised ${limit}`;
  return `${what}: ${ours}; ${baseline}: ${theirs}; ratio ${ratio.toFixed(2)}, ${verdict}`;
}
