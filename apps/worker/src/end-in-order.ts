import pTimeout from 'p-timeout';
import { type Ending, endWithin } from './end-within.ts';

/** Aborted work ends at once; only a bug or a frozen machine takes longer. */
const ABORT_MS = 1_500;
/**
 * Closing talks to the network, which may be what is broken. Together less than five seconds after the grace.
 */
export const CLOSE_MS = 3_000;

/** Steps of an orderly end, in their order. */
export interface OrderlyEnd {
  /** Resolves once nothing is in hand. */
  readonly idle: () => Promise<void>;
  /** The time for that, in milliseconds. */
  readonly graceMs: number;
  /** Breaks off what is still in hand. */
  readonly abort: () => void;
  /** Closes everything. */
  readonly endings: readonly Ending[];
}

/** Lets what is in hand end within the grace time, breaks off the rest, and closes everything. */
export async function endInOrder({ idle, graceMs, abort, endings }: OrderlyEnd): Promise<void> {
  await pTimeout(idle(), { milliseconds: graceMs, fallback: () => {} });
  abort();
  await pTimeout(idle(), { milliseconds: ABORT_MS, fallback: () => {} });
  await endWithin(CLOSE_MS, endings);
}
