/** The same promise; that it fails matters only to whoever waits for it, and that may be nobody. */
export function quietly<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => {});
  return promise;
}
