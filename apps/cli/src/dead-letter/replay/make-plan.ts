import type { Clock } from '@spotler-connector/clock';
import { deadLetterOf } from '../message/dead-letter.ts';
import { fingerprintOf } from '../message/fingerprint.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { createSelection } from '../selection/selection.ts';
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
  /** Is told what was asked for in vain. */
  readonly onHint?: ((hint: string) => void) | undefined;
}

/** Looks at every dead letter, locks none, and plans those that the filter lets through. */
export async function makePlan(
  queue: Pick<DeadLetterQueue, 'namespace' | 'name' | 'deadLetters'>,
  { filter, maxReplays, peekRate, run, signal, clock, onLooked, onHint }: PlanningOptions,
): Promise<ReplayPlan> {
  const deadLetters: PlannedDeadLetter[] = [];
  const parked: string[] = [];
  const selection = createSelection(filter);
  let newest = '0';
  let looked = 0;
  for await (const message of peekMessages(queue.deadLetters, { rate: peekRate, signal, clock })) {
    const { records, ...deadLetter } = deadLetterOf(message);
    looked += 1;
    onLooked?.(looked);
    newest = deadLetter.sequenceNumber;
    if (!selection.includes({ records, ...deadLetter })) continue;
    if (deadLetter.replays >= maxReplays) parked.push(deadLetter.sequenceNumber);
    else deadLetters.push({ ...deadLetter, fingerprint: fingerprintOf(message) });
  }
  for (const hint of selection.hints()) onHint?.(hint);
  return { header: { namespace: queue.namespace, queue: queue.name, run, newest }, deadLetters, parked };
}
