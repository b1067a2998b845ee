/** dynamics-web-api gives date-times as Date objects. */
export function instantOf(value: unknown): string | null {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'string' && value !== '' ? value : null;
}
