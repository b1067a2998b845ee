import type { Name } from './model-scene.ts';
import type { Actor } from './schedule.ts';

/** A message. */
export interface ModelMessage {
  readonly name: Name;
  /** The external id that its pre-image told. */
  readonly toldId: string | undefined;
  /** The version that a Spotler Job was made for. */
  readonly orderedAt?: number | undefined;
  /** Whether it is a second look, and whether one after an erasure. */
  readonly look?: 'erased' | 'unanswered' | undefined;
}

/** One delivery of a message to a worker. */
export interface Delivery {
  readonly message: ModelMessage;
  readonly generation: number;
  readonly redelivered: boolean;
  readonly actor: Actor;
}
