/**
 * Remembers nonces for as long as their timestamps would be accepted. Gives true for one that was seen
 * before.
 */
export function createReplayGuard(toleranceSeconds: number): (nonce: string, timestamp: number) => boolean {
  const seen = new Map<string, number>();
  return (nonce, timestamp) => {
    const key = `${timestamp} ${nonce}`;
    if (seen.has(key)) return true;
    for (const [old, time] of seen) {
      if (time >= timestamp - 2 * toleranceSeconds) break;
      seen.delete(old);
    }
    seen.set(key, timestamp);
    return false;
  };
}
