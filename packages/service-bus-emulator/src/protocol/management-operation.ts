import type { FrameFields } from '../amqp/composite.ts';
import type { Typed } from '../amqp/rhea-types.ts';
import type { MessageQueue } from '../semantics/message-queue.ts';
import type { Route } from '../semantics/namespace.ts';
import { Refusal } from '../semantics/refusal.ts';

/** A `$management` request on its way. */
export interface OperationRequest {
  readonly route: Route;
  readonly body: FrameFields;
  /** The top-level entries of the body with their AMQP types. */
  readonly typedBody: () => Map<string, Typed>;
  readonly now: number;
  /** The session of the link that the request is associated with. */
  readonly sessionOfLink: string | undefined;
}

/** The answer's body, or undefined for "no content". */
export type OperationResult = object | undefined;

/** Does what a request asks. */
export type Operation = (request: OperationRequest) => OperationResult;

export function queueOf({ queue, entity }: Route): MessageQueue {
  if (queue !== undefined) return queue;
  throw new Refusal('amqp:not-allowed', `The operation is not possible on the topic '${entity.path}'.`);
}
