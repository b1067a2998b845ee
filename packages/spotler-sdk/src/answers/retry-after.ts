/**
 * Reads a `Retry-After` header, seconds or an HTTP date (RFC 9110 section 10.2.3), into milliseconds from
 * `now`. Undefined when there is none or it cannot be read; a date in the past is 0.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000;
  // Every form of a date begins with a weekday and has a time; `Date.parse` alone would read "-5" as a year.
  if (!/^[A-Z][a-z]+,? .*:/.test(text)) return undefined;
  // The oldest form does not say so, but all are in GMT. To say it twice does no harm.
  const timestamp = Date.parse(`${text} GMT`);
  return Number.isNaN(timestamp) ? undefined : Math.max(0, timestamp - now);
}
