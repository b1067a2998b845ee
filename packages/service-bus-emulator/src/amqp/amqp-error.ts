/** Error conditions of the standard that end a connection, a session or a link. */
export type AmqpCondition =
  | 'amqp:decode-error'
  | 'amqp:not-allowed'
  | 'amqp:invalid-field'
  | 'amqp:illegal-state'
  | 'amqp:internal-error'
  | 'amqp:resource-limit-exceeded'
  | 'amqp:connection:forced'
  | 'amqp:connection:framing-error'
  | 'amqp:session:window-violation'
  | 'amqp:session:handle-in-use'
  | 'amqp:session:unattached-handle'
  | 'amqp:link:stolen'
  | 'amqp:link:transfer-limit-exceeded';

/** The error in a close, an end or a detach. */
export interface ErrorFields {
  readonly condition: string;
  readonly description: string;
}

/** The peer broke the protocol: its connection is closed with this. */
export class AmqpError extends Error {
  readonly condition: AmqpCondition;

  constructor(condition: AmqpCondition, description: string) {
    super(description);
    this.name = 'AmqpError';
    this.condition = condition;
  }
}

/**
 * The peer broke the protocol inside one session: that session is ended with this, the connection goes on.
 */
export class SessionError extends AmqpError {}

/** The error for a frame that came before the open. */
export function notOpen(name: string): AmqpError {
  return new AmqpError('amqp:illegal-state', `A ${name} came before the open.`);
}

/**
 * The fields of whatever was thrown; what is no error of the protocol is a fault of ours and says no more
 * than that.
 */
export function errorFields(cause: unknown): ErrorFields {
  if (cause instanceof AmqpError) return { condition: cause.condition, description: cause.message };
  return { condition: 'amqp:internal-error', description: 'The service was unable to process the frame.' };
}
