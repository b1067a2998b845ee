const TIMEOUT_MS = 10_000;

/**
 * Asks a server for its time: the `Date` header of any answer; undefined without. Rejects without an answer.
 */
export async function askTime(url: string): Promise<number | undefined> {
  const answer = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const time = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
