import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';
import { type LastSweep, ONLY_REPORTED, readCurrentSweep, readLastSweep } from '@spotler-connector/sweep';
import { durationText } from '../time/duration-text.ts';
import { type Finding, ok, warning } from './finding.ts';

const AREA = 'state';
/** Longer ago than a weekly sweep can be. */
const MAX_AGE_MS = 8 * 86_400_000;

/** Finds when both sides were compared last, and what that found. Rejects when the store can't be read. */
export async function checkSweep(store: ObjectStore, { now }: Pick<Clock, 'now'>): Promise<Finding[]> {
  const [last, current] = [await readLastSweep(store), await readCurrentSweep(store)];
  const findings = [last === undefined ? neverSwept() : lastSwept(last, now())];
  if (current !== undefined) {
    const says = `A sweep that began ${durationText(now() - current.startedAt)} ago has not ended.`;
    const remedy = 'Where none runs: `spotler-connector sweep --resume` goes on with it.';
    findings.push(warning(AREA, says, remedy));
  }
  return findings;
}

function neverSwept(): Finding {
  return ok(
    AREA,
    'Both sides were never compared: `spotler-connector sweep --dry-run` shows who was in Spotler before.',
  );
}

function lastSwept({ endedAt, fullAt, scope, findings, mended, erasures }: LastSweep, now: number): Finding {
  const found = Object.entries(findings).map(([kind, count]) => `${count} ${kind}`);
  const left = Object.keys(findings).some((kind) => !ONLY_REPORTED.includes(kind)) && mended === 0;
  const full =
    scope === 'full' ? '' : ` as far as they changed, and in full ${durationText(now - fullAt)} ago`;
  const given = mended === 0 ? '' : `; ${mended} were handed on, ${erasures} of them to be erased`;
  const result = found.length === 0 ? 'they agreed' : `${found.join(', ')}${given}`;
  const says = `Both sides were compared ${durationText(now - endedAt)} ago${full}: ${result}.`;
  if (now - endedAt > MAX_AGE_MS) return warning(AREA, says, 'Run `spotler-connector sweep --dry-run`.');
  return left
    ? warning(AREA, says, 'Read it, then have it mended: `spotler-connector sweep`.')
    : ok(AREA, says);
}
