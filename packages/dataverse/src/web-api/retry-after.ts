/** Dataverse counts in windows of five minutes; a mistaken header must not silence the process for days. */
const MAX_MS = 600_000;

/**
 * A Retry-After header in milliseconds: seconds or an HTTP date, never negative and never above ten minutes.
 */
export function retryAfterMs(header: unknown, now: number): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return withinBounds(seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : withinBounds(date - now);
}

function withinBounds(milliseconds: number): number {
  return Math.min(Math.max(0, milliseconds), MAX_MS);
}
