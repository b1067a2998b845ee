const SECONDS = 3;
const MAX_BATCH_SIZE = 100;

/** Dead letters that are received at once while none of them is wanted. */
export const MAX_PASSED_OVER = 250;

/** How many dead letters to lock at once at a rate per second: those of a few seconds. */
export function batchSize(rate: number): number {
  return rate === 0 ? MAX_BATCH_SIZE : Math.min(MAX_BATCH_SIZE, Math.max(1, Math.floor(rate * SECONDS)));
}
