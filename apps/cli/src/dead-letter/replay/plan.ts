import type { DeadLetter } from '../message/dead-letter.ts';

/** Properties of a plan. */
export interface PlanHeader {
  /** The queue or subscription that it is about. */
  readonly queue: string;
  /** A random mark of this plan; replayed messages carry it. */
  readonly run: string;
  /** The highest sequence number that was among the dead letters; what comes back has a higher one. */
  readonly newest: string;
}

/** Which dead letters are to be replayed. */
export interface ReplayPlan {
  readonly header: PlanHeader;
  /** In the order of the queue. */
  readonly deadLetters: readonly PlannedDeadLetter[];
  /** Dead letters that were replayed often enough; only their sequence numbers. */
  readonly parked: readonly string[];
}

/** Properties of a dead letter that a plan keeps. */
export type PlannedDeadLetter = Pick<
  DeadLetter,
  'sequenceNumber' | 'reason' | 'table' | 'message' | 'enqueuedAt' | 'replays'
>;
