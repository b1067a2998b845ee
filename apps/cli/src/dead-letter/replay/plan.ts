import type { DeadLetter } from '../letters/dead-letter.ts';

/** What a plan says about itself. */
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
  readonly letters: readonly PlannedLetter[];
  /** Letters that were replayed often enough; only their sequence numbers. */
  readonly parked: readonly string[];
}

/** What a plan knows of a letter. */
export type PlannedLetter = Pick<
  DeadLetter,
  'sequenceNumber' | 'reason' | 'table' | 'message' | 'enqueuedAt' | 'replays'
>;
