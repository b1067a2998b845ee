import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import Long from 'long';

/** A text that stands for every name and address. */
export const CANARY = 'canary-4711@example.org';

/** The id of the contact that dead letters are about. */
export const RECORD_ID = '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11';

const BODY = {
  MessageName: 'Update',
  PrimaryEntityName: 'contact',
  PrimaryEntityId: RECORD_ID,
  InputParameters: [
    {
      key: 'Target',
      value: { LogicalName: 'contact', Id: RECORD_ID, Attributes: [{ key: 'lastname', value: CANARY }] },
    },
  ],
};

/** Properties of a dead letter that a test chooses. */
export interface DeadLetterChanges
  extends Partial<Omit<ServiceBusReceivedMessage, 'sequenceNumber' | 'body'>> {
  readonly number?: number | undefined;
  readonly body?: unknown | undefined;
}

/** A dead letter about a contact, as the client hands it over. */
export function aDeadLetter({
  number = 1,
  body = BODY,
  ...changes
}: DeadLetterChanges = {}): ServiceBusReceivedMessage {
  return {
    body: body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)),
    contentType: 'application/json',
    messageId: `message-${number}`,
    sequenceNumber: Long.fromNumber(number),
    enqueuedTimeUtc: new Date('2026-01-31T12:00:00Z'),
    deadLetterReason: 'SpotlerRejected',
    deadLetterErrorDescription: "Spotler refuses the contact's data.",
    applicationProperties: {
      DeadLetterReason: 'SpotlerRejected',
      DeadLetterErrorDescription: "Spotler refuses the contact's data.",
    },
    state: 'active',
    _rawAmqpMessage: { body: '', bodyType: 'data' },
    ...changes,
  };
}
