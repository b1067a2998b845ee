import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { readCurrentSweep, readLastSweep } from '@spotler-connector/sweep';
import { durationText } from '../time/duration-text.ts';
import { type Finding, ok, warning } from './finding.ts';

const AREA = 'state';
/** Longer ago than a weekly sweep can be. */
const MAX_AGE_MS = 8 * 86_400_000;
const RUN = 'Run `spotler-connector sweep --dry-run`.';

/** Finds when both sides were compared last, and what that found. Rejects when the store can't be read. */
export async function checkSweep(store: ObjectStore, { now }: Pick<Clock, 'now'>): Promise<Finding[]> {
  const [last, current] = [await readLastSweep(store), await readCurrentSweep(store)];
  const findings: Finding[] = [];
  if (last === undefined) {
    const says =
      'Both sides were never compared: `spotler-connector sweep --dry-run` shows who was in Spotler before.';
    findings.push(ok(AREA, says));
  } else {
    const age = now() - last.endedAt;
    const found = Object.entries(last.findings).map(([kind, count]) => `${count} ${kind}`);
    const says = `Both sides were compared ${durationText(age)} ago: ${found.join(', ') || 'they agreed'}.`;
    findings.push(age > MAX_AGE_MS ? warning(AREA, says, RUN) : ok(AREA, says));
  }
  if (current !== undefined) {
    const says = `A sweep that began ${durationText(now() - current.startedAt)} ago has not ended.`;
    const remedy = 'Where none runs: `spotler-connector sweep --resume` goes on with it.';
    findings.push(warning(AREA, says, remedy));
  }
  return findings;
}
