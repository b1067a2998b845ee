import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import { type DecodedMessage, decodeChangeMessage } from '@spotler-connector/dataverse';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import type { Settler } from '@spotler-connector/settlement';
import { keepLocked, type LockKeeper } from '../intake/keep-locked.ts';
import type { JobWork } from '../jobs/job-work.ts';
import type { RecordWork } from '../work/record-work.ts';
import { handleMessage } from './handle-message.ts';
import { reportSettled } from './report-settled.ts';
import { settlementFor } from './settlement-for.ts';

/** What processing a message needs. */
export interface ProcessingOptions {
  receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>;
  work: RecordWork;
  /** `undefined` when there are no Spotler Jobs. */
  jobs: JobWork | undefined;
  /** `none` in a dry run: nothing is settled. */
  settler: Settler | 'none';
  logger: Logger;
  telemetry: Pick<Telemetry, 'trace' | 'messageSettled'>;
  /** Fires when the message has to go. */
  released: AbortSignal;
  /** The column that holds Spotler's id, when it is not the record id. */
  externalIdColumn?: string;
  /** Logical name of the table of Spotler Jobs, when there are any. */
  jobTable?: string;
  /** How often a message is delivered at most, as the queue has it. */
  maxDeliveryCount: number;
}

/** A message that was only looked at has no lock to keep or to lose. */
const NOT_LOCKED: LockKeeper = { stop() {} };

/**
 * Takes one queue message to its end: decode, decide and act, settle, say so. It is settled even when its lock
 * seems lost: the queue refuses then and loses nothing, while a delivery that is never settled would stay in the
 * client library's window and stop the receiver after 2047 more. Throws nothing.
 */
export async function processMessage(
  message: ServiceBusReceivedMessage,
  options: ProcessingOptions,
): Promise<void> {
  const { receiver, settler, logger, telemetry } = options;
  const started = Date.now();
  const queueDelayMs = Math.max(0, started - (message.enqueuedTimeUtc?.getTime() ?? started));
  const sequenceNumber = message.sequenceNumber?.toString();
  const lock = message.lockToken === undefined ? NOT_LOCKED : keepLocked(message, receiver);
  try {
    await telemetry.trace('process message', { sequenceNumber }, async (span) => {
      const decoded = decode(message, options);
      const lastDelivery = (message.deliveryCount ?? 0) + 1 >= options.maxDeliveryCount;
      const outcome = await handleMessage(decoded, { ...options, lastDelivery });
      const settlement = settlementFor(outcome);
      lock.stop();
      const settled = settler === 'none' ? settler : await settler.settle(message, settlement);
      const durationMs = Date.now() - started;
      reportSettled(
        { message, decoded, outcome, settlement, settled, queueDelayMs, durationMs },
        { logger, telemetry, span },
      );
    });
  } catch (error) {
    // Its lock will expire and it will come again; whatever was done will be found done.
    logger.warn('message not settled', { sequenceNumber, error });
  } finally {
    lock.stop();
  }
}

function decode(
  message: ServiceBusReceivedMessage,
  { externalIdColumn, jobTable }: Pick<ProcessingOptions, 'externalIdColumn' | 'jobTable'>,
): DecodedMessage {
  return decodeChangeMessage(bodyOf(message), {
    // Whatever a sender put there comes through.
    ...(typeof message.contentType === 'string' && { contentType: message.contentType }),
    ...(message.applicationProperties && { applicationProperties: message.applicationProperties }),
    ...(externalIdColumn !== undefined && { externalIdColumn }),
    ...(jobTable !== undefined && { jobTable }),
  });
}

/** A data section arrives as bytes. Any other kind of body is no change message of Dataverse's. */
function bodyOf(message: ServiceBusReceivedMessage): Uint8Array {
  if (message.body instanceof Uint8Array) return message.body;
  return Buffer.from(typeof message.body === 'string' ? message.body : jsonOf(message.body));
}

/** Nothing for what JSON does not know, such as large integers: then the message can't be understood. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
