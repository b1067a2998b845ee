/** The time of day of a moment, to the second. Pure. */
export function timeText(at: number | string): string {
  return new Date(at).toLocaleTimeString('en-GB');
}
