import type { Clock } from '@spotler-connector/clock';
import { deadLetterOf } from '../message/dead-letter.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import { type DeadLetterFilter, matches } from '../selection/dead-letter-filter.ts';
import type { PlannedDeadLetter, ReplayPlan } from './plan.ts';

/** How a plan is made. */
export interface PlanningOptions {
  readonly filter: DeadLetterFilter;
  readonly maxReplays: number;
  readonly peekRate: number;
  /** The plan's mark. */
  readonly run: string;
  /** Ends the looking. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Told how many dead letters were looked at so far. */
  readonly onLooked?: ((count: number) => void) | undefined;
}

/** Looks at every dead letter, locks none, and plans those that the filter lets through. */
export async function makePlan(
  queue: Pick<DeadLetterQueue, 'name' | 'deadLetters'>,
  { filter, maxReplays, peekRate, run, signal, clock, onLooked }: PlanningOptions,
): Promise<ReplayPlan> {
  const deadLetters: PlannedDeadLetter[] = [];
  const parked: string[] = [];
  let newest = '0';
  let looked = 0;
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, signal, clock })) {
    const { records, ...deadLetter } = deadLetterOf(message);
    looked += 1;
    onLooked?.(looked);
    newest = deadLetter.sequenceNumber;
    if (!matches(filter, { records, ...deadLetter })) continue;
    if (deadLetter.replays >= maxReplays) parked.push(deadLetter.sequenceNumber);
    else deadLetters.push(deadLetter);
  }
  return { header: { queue: queue.name, run, newest }, deadLetters, parked };
}
