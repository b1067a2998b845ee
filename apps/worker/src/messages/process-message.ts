import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { decodeChangeMessage } from '@spotler-connector/dataverse';
import type { Logger } from '@spotler-connector/observability';
import type { Settler } from '@spotler-connector/settlement';
import { keepLocked, type LockKeeper } from '../intake/keep-locked.ts';
import { handleMessage } from './handle-message.ts';
import { logSettled } from './log-settled.ts';
import type { RecordWork } from './record-work.ts';
import { settlementFor } from './settlement-for.ts';

/** What processing a message needs. */
export interface ProcessingOptions {
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>;
  work: RecordWork;
  settler: Settler;
  logger: Logger;
  /** Fires when the message has to go. */
  released: AbortSignal;
  /** The column that holds Spotler's id, when it is not the record id. */
  externalIdColumn?: string;
}

/** A message that was only looked at has no lock to keep or to lose. */
const NOT_LOCKED: LockKeeper = { lost: false, stop() {} };

/** Takes one queue message to its end: decode, decide and act, settle, say so. Throws nothing. */
export async function processMessage(
  message: ServiceBusReceivedMessage,
  { receiver, work, settler, logger, released, externalIdColumn }: ProcessingOptions,
): Promise<void> {
  const started = Date.now();
  const lock = message.lockToken === undefined ? NOT_LOCKED : keepLocked(message, receiver);
  try {
    const decoded = decodeChangeMessage(bodyOf(message), {
      ...(message.contentType !== undefined && { contentType: message.contentType }),
      ...(message.applicationProperties && { applicationProperties: message.applicationProperties }),
      ...(externalIdColumn !== undefined && { externalIdColumn }),
    });
    const outcome = await handleMessage(decoded, work, released);
    const settlement = settlementFor(outcome);
    lock.stop();
    const settled = lock.lost ? 'lock-lost' : await settler.settle(message, settlement);
    logSettled(logger, { message, decoded, outcome, settlement, settled, started });
  } catch (error) {
    // Its lock will expire and it will come again; whatever was done will be found done.
    logger.warn('message not settled', { sequenceNumber: message.sequenceNumber?.toString(), error });
  } finally {
    lock.stop();
  }
}

/** A data section arrives as bytes. Any other kind of body is no change message of Dataverse's. */
function bodyOf(message: ServiceBusReceivedMessage): Uint8Array {
  if (message.body instanceof Uint8Array) return message.body;
  return Buffer.from(typeof message.body === 'string' ? message.body : (JSON.stringify(message.body) ?? ''));
}
