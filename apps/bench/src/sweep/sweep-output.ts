/** Findings of a sweep by kind. */
export type Findings = Readonly<Record<string, number>>;

/** Cost of a process, as it writes it in the end. */
export function costIn(stderr: string): { ms: number; elapsedMs: number; peakMb: number } {
  const [, json = '{}'] = /^answers (\{.*\})$/m.exec(stderr) ?? [];
  const { ms = Number.NaN, elapsedMs = Number.NaN, peakMb = Number.NaN } = JSON.parse(json);
  return { ms, elapsedMs, peakMb };
}

/** The findings in a report of a sweep. */
export function findingsIn(stdout: string): Findings {
  const { findings = [] } = JSON.parse(stdout === '' ? '{}' : stdout);
  const counts: Record<string, number> = {};
  for (const { kind, count } of findings) counts[kind] = (counts[kind] ?? 0) + count;
  return counts;
}
