import type { Clock } from '@spotler-connector/clock';
import type { ObjectStore } from '@spotler-connector/object-store';

/** Options of the brake. */
export interface BrakeOptions {
  /** How many contacts may be erased within an hour, over all workers together. 0 switches the brake off. */
  readonly limit: number;
  /** The store that all workers share. Without it each worker has the limit for itself. */
  readonly store: ObjectStore | undefined;
  /** The time of day, by which permits are counted. */
  readonly clock: Pick<Clock, 'now'>;
  /** Ends waiting for the store. */
  readonly signal?: AbortSignal | undefined;
}
