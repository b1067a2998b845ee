import type { ServiceBusMessage } from '@azure/service-bus';
import { type LookRequest, lookMessage } from '@spotler-connector/dataverse';

/** A second look that is due at a time. */
export interface DueLook extends Omit<LookRequest, 'reason'> {
  /** The id of its message: the same for all that ask for one look. */
  readonly id: string;
  /** In milliseconds since the epoch. */
  readonly dueAt: number;
}

/** Makes the message that comes when a second look is due. Pure. */
export function secondLookMessage({ id, dueAt, ...look }: DueLook): ServiceBusMessage {
  return {
    body: Buffer.from(JSON.stringify(lookMessage({ ...look, reason: 'second-look' }))),
    contentType: 'application/json',
    messageId: id,
    scheduledEnqueueTimeUtc: new Date(dueAt),
  };
}
