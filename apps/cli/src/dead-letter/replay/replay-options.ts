import type { CommonOptions } from '../../terminal/command-options.ts';
import type { DeadLetterFilter } from '../selection/dead-letter-filter.ts';

/** Which dead letters are replayed. */
export type ReplayChoice =
  /** Those that the filter lets through; an empty filter lets all through. */
  | { kind: 'filter'; filter: DeadLetterFilter }
  /** Those that a plan file names and that are not done yet. */
  | { kind: 'plan'; path: string };

/** Options of `dead-letter replay`. */
export interface ReplayOptions extends CommonOptions {
  readonly choice: ReplayChoice;
  /** Write the plan to this file and do nothing else. */
  readonly planOut?: string | undefined;
  /** Show the plan and do nothing else. */
  readonly dryRun: boolean;
  /** Do not ask. */
  readonly yes: boolean;
  /** Messages sent per second at most; 0 is no limit. */
  readonly rate: number;
  /** Begin with one, then two, five, twenty …, and stop when replayed messages come back. */
  readonly ramp: boolean;
  /** How long one step of the ramp may take the worker, in milliseconds. */
  readonly rampWaitMs: number;
  /** How long to wait for the worker at the end, in milliseconds; undefined: not at all. */
  readonly waitMs?: number | undefined;
  /** A dead letter that was replayed so often is parked: it stays where it is. */
  readonly maxReplays: number;
  /** Send into a topic, although every subscription of it gets the message. */
  readonly throughTopic: boolean;
  /** Messages looked at per second at most; 0 is no limit. */
  readonly peekRate: number;
}
