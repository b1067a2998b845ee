const SECONDS = 3;
const MOST = 100;

/** How many letters to lock at once at a rate per second: no more than are dealt with within a few seconds. */
export function batchFor(rate: number): number {
  return rate === 0 ? MOST : Math.min(MOST, Math.max(1, Math.floor(rate * SECONDS)));
}
