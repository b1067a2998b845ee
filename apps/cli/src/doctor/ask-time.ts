const PATIENCE_MS = 10_000;

/** A server's time, from the `Date` header of whatever it answers; undefined without one. Rejects without an answer. */
export async function askTime(url: string): Promise<number | undefined> {
  const answer = await fetch(url, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  const time = Date.parse(answer.headers.get('date') ?? '');
  return Number.isNaN(time) ? undefined : time;
}
