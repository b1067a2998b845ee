/** Whether an error is the end of a wait. The reason of an abort need not be an `Error`. */
export function isAbort(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'AbortError';
}
