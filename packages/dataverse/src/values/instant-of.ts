/** A date-time as the Web API writes it: ISO text in UTC, whole seconds; null for none. */
export function instantOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
