import type { Clock } from '@spotler-connector/clock';
import type { Terminal } from '../../terminal/terminal.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { fingerprintOf } from '../message/fingerprint.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';
import { createLookProgress } from '../queue/look-progress.ts';
import { peekMessages } from '../queue/peek-messages.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';
import { createDeadLetterGroups } from '../selection/group-dead-letters.ts';
import { createSelection } from '../selection/selection.ts';
import type { PlanHeader, ReplayPlan } from './plan.ts';
import type { PlanFile } from './plan-file.ts';
import { createPlanIndex } from './plan-index.ts';
import { PLAN_GROUPINGS } from './plan-lines.ts';

/** How a plan is made. */
export interface PlanningOptions {
  readonly header: PlanHeader;
  readonly filter: DeadLetterFilter;
  readonly maxReplays: number;
  readonly peekRate: number;
  /** Where the plan is written; undefined: nowhere, it is only shown. */
  readonly file: PlanFile | undefined;
  /** Ends the looking. */
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Is told how far it is, and what was asked for in vain. */
  readonly terminal: Pick<Terminal, 'status' | 'log'>;
}

/** Looks at every dead letter, locks none, and writes down those that the filter lets through. */
export async function makePlan(
  queue: Pick<DeadLetterQueue, 'deadLetters'>,
  { header, filter, maxReplays, peekRate, file, signal, clock, terminal }: PlanningOptions,
): Promise<ReplayPlan> {
  const index = createPlanIndex();
  const groups = createDeadLetterGroups(PLAN_GROUPINGS);
  const parked: string[] = [];
  const selection = createSelection(filter);
  let newest = '0';
  const { deadLetters } = queue;
  const progress = createLookProgress({ terminal, deadLetters, peekRate, clock });
  for await (const message of peekMessages(deadLetters, { rate: peekRate, signal, clock })) {
    const deadLetter = deadLetterOf(message);
    const { sequenceNumber, replays } = deadLetter;
    await progress.looked(message);
    newest = sequenceNumber;
    if (!selection.includes(deadLetter)) continue;
    if (replays >= maxReplays) {
      parked.push(sequenceNumber);
      file?.park(sequenceNumber);
    } else {
      const fingerprint = fingerprintOf(message);
      index.add(sequenceNumber, fingerprint);
      groups.add(deadLetter);
      file?.add(deadLetter, fingerprint);
    }
  }
  progress.end();
  file?.end(newest);
  for (const hint of selection.hints()) terminal.log(hint);
  return { header, newest, index, groups, parked };
}
