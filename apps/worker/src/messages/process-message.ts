import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { DecodedMessage } from '@spotler-connector/dataverse';
import type { ActiveSpan, Logger, Telemetry } from '@spotler-connector/observability';
import {
  type DecodingOptions,
  type DeliveryPlace,
  isPostponed,
  renewLock,
  type Settler,
  serviceBusCode,
} from '@spotler-connector/service-bus';
import type { JobWork } from '../jobs/job-work.ts';
import type { MessageSettlement } from '../work/message-settlement.ts';
import type { RecordWork } from '../work/record-work.ts';
import { decodeInTurn } from './decode-in-turn.ts';
import { handleMessage } from './handle-message.ts';
import type { Postponement } from './postponement.ts';
import type { RecordAdmission } from './record-admission.ts';
import { reportSettled } from './report-settled.ts';
import { changeFields } from './settled-fields.ts';
import type { SettledMessage } from './settled-message.ts';
import { settlementFor } from './settlement-for.ts';

/** Options of processing a message. */
export interface ProcessingOptions {
  readonly receiver: Pick<ServiceBusReceiver, 'renewMessageLock'>;
  readonly work: RecordWork;
  /** The organization of the environment that we read, in lower case. */
  readonly ourOrganizationId: string;
  /** `undefined` when there are no Spotler Jobs. */
  readonly jobs: JobWork | undefined;
  /** `none` in a dry run: nothing is settled. */
  readonly settler: Settler | 'none';
  readonly postponement: Postponement;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'trace' | 'messageSettled'>;
  /** The message's place among those in hand; it is not settled here. */
  readonly place: Omit<DeliveryPlace, 'done'>;
  /** Bounds the records that all messages in hand name. */
  readonly admission: RecordAdmission;
  /**
   * The column of external ids, when they are not the record ids, and the table of Spotler Jobs, when there
   * are any.
   */
  readonly decoding: DecodingOptions;
  /** How often a message is delivered at most, as the queue has it. */
  readonly maxDeliveryCount: number;
  readonly clock: Clock;
}

/**
 * Takes one queue message to its end: decode, decide and act, settle, say so. It is settled even when its
 * lock seems lost: the queue refuses then and loses nothing, while a delivery that is never settled would
 * stay in the client library's window and stop the receiver after 2047 more. Throws nothing.
 */
export async function processMessage(
  message: ServiceBusReceivedMessage,
  options: ProcessingOptions,
): Promise<void> {
  const { receiver, settler, logger, telemetry, clock, place } = options;
  const started = clock.monotonic();
  const enqueuedAt = message.enqueuedTimeUtc?.getTime();
  const queueDelayMs = enqueuedAt === undefined ? 0 : Math.max(0, clock.now() - enqueuedAt);
  const sequenceNumber = message.sequenceNumber?.toString();
  // Whoever has it when its lock is lost does the work.
  const lock = renewLock(message, receiver, clock, place.evict);
  let decoded: DecodedMessage | undefined;
  let leave: (() => void) | undefined;
  try {
    const admitted = await decodeInTurn(message, options);
    const { decoded: change } = admitted;
    leave = admitted.leave;
    decoded = change;
    await telemetry.trace('process message', { sequenceNumber }, async (span) => {
      const lastDelivery = (message.deliveryCount ?? 0) + 1 >= options.maxDeliveryCount;
      const redelivered = (message.deliveryCount ?? 0) > 0;
      const outcome = await handleMessage(change, {
        ...options,
        lastDelivery,
        redelivered,
        repeated: redelivered || isPostponed(message),
        evicted: place.evicted,
      });
      const settlement = await possibleSettlement(message, settlementFor(outcome), options);
      lock.stop();
      const settled = await settle(message, settlement, { settler, logger, span });
      if (settled === 'lock-lost') place.evict();
      if (settled === 'unknown') return;
      const durationMs = clock.monotonic() - started;
      reportSettled(
        { message, decoded: change, outcome, settlement, settled, queueDelayMs, durationMs },
        { logger, telemetry, span },
      );
    });
  } catch (error) {
    // A bug of ours. The lock will expire and the message will come again; whatever was done will be found
    // done.
    logger.error('message not processed', { sequenceNumber, ...changeFields(decoded), error });
  } finally {
    leave?.();
    lock.stop();
  }
}

/** Postpones a message, if that is wanted; one that can't be is given back at once. */
async function possibleSettlement(
  message: ServiceBusReceivedMessage,
  wanted: MessageSettlement,
  { settler, postponement }: Pick<ProcessingOptions, 'settler' | 'postponement'>,
): Promise<MessageSettlement> {
  if (wanted.kind !== 'postpone' || settler === 'none') return wanted;
  return (await postponement.postpone(message)) ? wanted : { kind: 'abandon' };
}

async function settle(
  message: ServiceBusReceivedMessage,
  settlement: MessageSettlement,
  { settler, logger, span }: Pick<ProcessingOptions, 'settler' | 'logger'> & { readonly span: ActiveSpan },
): Promise<SettledMessage['settled'] | 'unknown'> {
  if (settler === 'none') return settler;
  try {
    // Its copy is in the queue.
    return await settler.settle(message, settlement.kind === 'postpone' ? { kind: 'complete' } : settlement);
  } catch (error) {
    // The lock will expire and the message will come again. What Service Bus has no code for may be a bug of
    // ours.
    const severity = serviceBusCode(error) === undefined ? 'error' : 'warn';
    logger[severity]('message not settled', { sequenceNumber: message.sequenceNumber?.toString(), error });
    span.add({ error });
    return 'unknown';
  }
}
