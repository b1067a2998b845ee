import type { MessageQueue } from '../semantics/message-queue.ts';
import type { Place } from '../semantics/namespace.ts';
import { Refusal } from '../semantics/refusal.ts';
import type { FrameFields, Typed } from './rhea-internals.ts';

/** A `$management` request on its way. */
export interface OperationRequest {
  readonly place: Place;
  readonly body: FrameFields;
  /** The top-level entries of the body with their AMQP types. */
  readonly typedBody: () => Map<string, Typed>;
  readonly now: number;
}

/** Does what a request asks; gives the answer's body, or undefined for "no content". */
export type Operation = (request: OperationRequest) => object | undefined;

export const queueOf = ({ queue, entity }: Place): MessageQueue => {
  if (queue !== undefined) return queue;
  throw new Refusal('amqp:not-allowed', `The operation is not possible on the topic '${entity.path}'.`);
};
