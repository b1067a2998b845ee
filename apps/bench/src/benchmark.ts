import type { Measurement } from './report.ts';

/** A benchmark beside its baseline. */
export interface Benchmark {
  /** The name on the command line. */
  readonly name: string;
  /** The page in docs that has its figures. */
  readonly page: 'performance' | 'proofs';
  /** Runs it. Some measure more than one thing. */
  run(options?: BenchmarkSize): Promise<readonly Measurement[]>;
}

/** How much is measured. */
export interface BenchmarkSize {
  /** As little as shows that it works. */
  readonly short?: boolean | undefined;
  /** With a million where else a hundred thousand will do. */
  readonly full?: boolean | undefined;
}

/** As much as is measured unless less or more is asked for. */
export const MANY = 100_000;
/** As much as is measured in full. */
export const MILLION = 1_000_000;
