/** Error conditions of the service, spelt as on the wire. */
export type RefusalCondition =
  | 'amqp:not-found'
  | 'amqp:not-allowed'
  | 'amqp:not-implemented'
  | 'amqp:unauthorized-access'
  | 'amqp:internal-error'
  | 'amqp:decode-error'
  | 'amqp:invalid-field'
  | 'amqp:resource-limit-exceeded'
  | 'amqp:link:message-size-exceeded'
  | 'com.microsoft:argument-error'
  | 'com.microsoft:argument-out-of-range'
  | 'com.microsoft:entity-already-exists'
  | 'com.microsoft:entity-disabled'
  | 'com.microsoft:message-lock-lost'
  | 'com.microsoft:message-not-found'
  | 'com.microsoft:operation-cancelled'
  | 'com.microsoft:server-busy'
  | 'com.microsoft:session-cannot-be-locked'
  | 'com.microsoft:session-lock-lost'
  | 'com.microsoft:timeout';

/** The broker declines an operation, in the service's own words. */
export class Refusal extends Error {
  readonly condition: RefusalCondition;

  constructor(condition: RefusalCondition, description: string) {
    super(description);
    this.name = 'Refusal';
    this.condition = condition;
  }
}

export function messageLockLost(): Refusal {
  return new Refusal(
    'com.microsoft:message-lock-lost',
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue, or was received by a different receiver instance.',
  );
}

export function sessionLockLost(sessionId: string): Refusal {
  return new Refusal(
    'com.microsoft:session-lock-lost',
    `The session lock has expired on the MessageSession. Accept a new MessageSession. Session: '${sessionId}'.`,
  );
}

export function sessionCannotBeLocked(sessionId: string): Refusal {
  return new Refusal(
    'com.microsoft:session-cannot-be-locked',
    `The requested session '${sessionId}' cannot be accepted. It may be locked by another receiver.`,
  );
}

export function messageNotFound(): Refusal {
  return new Refusal(
    'com.microsoft:message-not-found',
    'Failed to lock one or more specified messages. The message does not exist.',
  );
}

export function notScheduled(sequenceNumber: number): Refusal {
  return new Refusal(
    'com.microsoft:message-not-found',
    `The scheduled message with SequenceNumber = ${sequenceNumber} does not exist.`,
  );
}
