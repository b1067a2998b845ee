import type { DeadLetter } from '../message/dead-letter.ts';

/** Properties of a plan. */
export interface PlanHeader {
  /** The host of the namespace that it is about. */
  readonly namespace: string;
  /** The queue or subscription that it is about. */
  readonly queue: string;
  /** A random mark of this plan; replayed messages carry it. */
  readonly run: string;
  /** The highest sequence number that was among the dead letters; what returns has a higher one. */
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
export interface PlannedDeadLetter
  extends Pick<DeadLetter, 'sequenceNumber' | 'reason' | 'table' | 'message' | 'enqueuedAt' | 'replays'> {
  /** The mark by which it is told from another one with the same number. */
  readonly fingerprint: string;
}

/** A plan and how far it was carried out. */
export interface PlanProgress {
  readonly plan: ReplayPlan;
  /** Sequence numbers of dead letters that were sent; they may still be among the dead letters. */
  readonly sent: Set<string>;
  /** Sequence numbers of dead letters that were sent and are no dead letters any more. */
  readonly done: Set<string>;
  /** Sequence numbers of dead letters that can't be sent, and stay where they are. */
  readonly unsendable: Set<string>;
}

/** Sequence numbers of a plan that are still to be done. Pure. */
export function pendingOf({ plan, done, unsendable }: PlanProgress): Set<string> {
  const numbers = plan.deadLetters.map(({ sequenceNumber }) => sequenceNumber);
  return new Set(numbers.filter((number) => !done.has(number) && !unsendable.has(number)));
}
