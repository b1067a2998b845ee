import type { Clock } from '@spotler-connector/clock';
import { deadLetterOf } from '../letters/dead-letter.ts';
import type { LetterBox } from '../letters/letter-box.ts';
import { type LetterFilter, matches } from '../letters/letter-filter.ts';
import { peekLetters } from '../letters/peek-letters.ts';
import type { PlannedLetter, ReplayPlan } from './plan.ts';

/** How a plan is made. */
export interface PlanningOptions {
  readonly filter: LetterFilter;
  readonly maxReplays: number;
  readonly peekRate: number;
  /** The plan's mark. */
  readonly run: string;
  /** Ends the looking. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Told how many letters were looked at so far. */
  readonly onLooked?: ((count: number) => void) | undefined;
}

/** Looks at every dead letter, locks none, and plans those that the filter lets through. */
export async function makePlan(
  box: Pick<LetterBox, 'name' | 'letters'>,
  { filter, maxReplays, peekRate, run, signal, clock, onLooked }: PlanningOptions,
): Promise<ReplayPlan> {
  const letters: PlannedLetter[] = [];
  const parked: string[] = [];
  let newest = '0';
  let looked = 0;
  for await (const message of peekLetters(box.letters, { rate: peekRate, signal, clock })) {
    const { records, ...letter } = deadLetterOf(message);
    looked += 1;
    onLooked?.(looked);
    newest = letter.sequenceNumber;
    if (!matches(filter, { records, ...letter })) continue;
    if (letter.replays >= maxReplays) parked.push(letter.sequenceNumber);
    else letters.push(letter);
  }
  return { header: { queue: box.name, run, newest }, letters, parked };
}
