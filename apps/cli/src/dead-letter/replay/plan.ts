import type { DeadLetterGroups } from '../selection/group-dead-letters.ts';
import type { PlanIndex } from './plan-index.ts';

/** Properties of a plan. */
export interface PlanHeader {
  /** The host of the namespace that it is about. */
  readonly namespace: string;
  /** The queue or subscription that it is about. */
  readonly queue: string;
  /** A random mark of this plan; replayed messages carry it. */
  readonly run: string;
}

/** Which dead letters are to be replayed, and how far that was carried out. */
export interface ReplayPlan {
  readonly header: PlanHeader;
  /** The highest sequence number that was among the dead letters; what returns has a higher one. */
  readonly newest: string;
  /** Which dead letters, and what became of each. */
  readonly index: PlanIndex;
  /** Those that were still to be done when the plan was made or read, in groups. */
  readonly groups: DeadLetterGroups;
  /** Dead letters that were replayed often enough; only their sequence numbers. */
  readonly parked: readonly string[];
}
