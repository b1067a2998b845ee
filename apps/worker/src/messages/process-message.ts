import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { decodeQueueMessage, renewLock, type Settler } from '@spotler-connector/service-bus';
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
  const lock = renewLock(message, receiver);
  try {
    await telemetry.trace('process message', { sequenceNumber }, async (span) => {
      const decoded = decodeQueueMessage(message, {
        ...(options.externalIdColumn !== undefined && { externalIdColumn: options.externalIdColumn }),
        ...(options.jobTable !== undefined && { jobTable: options.jobTable }),
      });
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
