import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import { decodeQueueMessage } from '@spotler-connector/service-bus';
import { reasonClass } from './reason-class.ts';
import { replaysOf } from './replay-stamp.ts';

/** Properties by which commands choose, group and show dead letters. Free of personal data. */
export interface DeadLetter {
  /** Its number in the dead-letter queue. */
  readonly sequenceNumber: string;
  /** Why it was set aside, as a word; `other` for a reason that is not one. */
  readonly reason: string;
  /** The table it is about; `unknown` when the body does not tell. */
  readonly table: string;
  /** Dataverse's name of the event; `unknown` when the body does not tell. */
  readonly message: string;
  /** The records it names. */
  readonly records: readonly RecordRef[];
  /** When it came into the queue, in milliseconds since 1970; undefined when the broker did not say. */
  readonly enqueuedAt: number | undefined;
  /** How often it was replayed. */
  readonly replays: number;
}

/** Reads a queue message as a dead letter. Never throws. */
export function deadLetterOf(message: ServiceBusReceivedMessage): DeadLetter {
  const decoded = decodeQueueMessage(message);
  return {
    sequenceNumber: message.sequenceNumber?.toString() ?? '',
    reason: reasonClass(message.deadLetterReason),
    ...aboutOf(decoded),
    enqueuedAt: message.enqueuedTimeUtc?.getTime(),
    replays: replaysOf(message),
  };
}

function aboutOf(decoded: DecodedMessage): Pick<DeadLetter, 'table' | 'message' | 'records'> {
  switch (decoded.kind) {
    case 'change': {
      const { messageName, records } = decoded;
      return { table: records[0]?.table ?? 'unknown', message: messageName, records };
    }
    case 'job':
      return { table: 'spotler job', message: decoded.messageName, records: [] };
    case 'foreign':
      return { table: decoded.table ?? 'none', message: decoded.messageName ?? 'unknown', records: [] };
    case 'malformed':
      return { table: 'unknown', message: 'unknown', records: [] };
  }
}
