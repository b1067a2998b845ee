import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import {
  createDeliveryWindow,
  createInFlightLimit,
  createIntake,
  createPeekIntake,
  createReplaceableReceiver,
  createSettler,
  type InFlightLimit,
  type Intake,
  limitRenewals,
  type MessageReceiver,
  type ReceiverHealth,
  type ReconnectReason,
  type ReplaceableReceiver,
  receiveMessages,
  watchReceiverHealth,
} from '@spotler-connector/service-bus';
import type { Work } from './connect-work.ts';
import type { Postponement } from './messages/postponement.ts';
import { type ProcessingOptions, processMessage } from './messages/process-message.ts';
import { createRecordAdmission, type RecordAdmission } from './messages/record-admission.ts';

/** Messages in hand for each reconcile that may run: the more there are, the more of them share one. */
const MESSAGES_PER_RECONCILE = 8;
/** As many as the delivery window and memory allow. */
const MAX_MESSAGES_IN_HAND = 1_000;

/** The parts that an intake is made of. */
export interface IntakeParts {
  readonly work: Work;
  /** Has messages come again that wait for the shared store. */
  readonly postponement: Postponement;
  /** The organization of the environment that we read. Asked for only when a message came. */
  readonly ourOrganizationId: () => string;
  /** Logical name of the table of Spotler Jobs; `undefined` when there are none. */
  readonly jobTable: string | undefined;
  readonly logger: Logger;
  readonly telemetry: Telemetry;
  readonly clock: Clock;
  /** When it fires the worker stops, and nobody cares any more whether messages can be received. */
  readonly draining: AbortSignal;
  /** How long closing may take, in milliseconds: the network may be what is broken. */
  readonly closeMs: number;
}

/** The flow of messages into the worker, off at first, and whether it flows. */
export interface OpenIntake {
  readonly intake: ReplaceableReceiver;
  readonly health: Pick<ReceiverHealth, 'failure'>;
}

/** Opens an intake: one that settles, or in a dry run one that only looks. */
export function openIntake(configuration: Configuration, parts: IntakeParts): OpenIntake {
  const { dryRun, serviceBus, maxConcurrentReconciles } = configuration;
  const { logger, telemetry, clock, closeMs, draining } = parts;
  const listeners = new Set<Listener>();
  const admission = createRecordAdmission();
  const limit = createInFlightLimit(
    Math.min(maxConcurrentReconciles * MESSAGES_PER_RECONCILE, MAX_MESSAGES_IN_HAND),
  );
  const intake = createReplaceableReceiver({
    connect: () => receiveMessages(serviceBus),
    open: (messages, onMessage) =>
      intakeOn(
        messages,
        configuration,
        { ...parts, admission, limit },
        {
          onMessage() {
            onMessage();
            for (const listener of listeners) listener.onMessage();
          },
          onError(error) {
            for (const listener of listeners) listener.onError(error);
          },
        },
      ),
    closeMs,
    clock,
  });
  const health = watchReceiverHealth({
    connect: () => receiveMessages(serviceBus),
    receiver: dryRun ? undefined : intake,
    onFailed: (error) => logger.warn('receiving failed', { error }),
    onRecovered: () => logger.info('receiving again'),
    onReconnect(reason) {
      telemetry.rebuilt();
      reportReconnect(logger, reason);
    },
    clock,
    signal: draining,
  });
  listeners.add(health);
  return { intake, health };
}

/** Connections that follow each other share what bounds the messages and the records in hand. */
interface ConnectionParts extends IntakeParts {
  readonly admission: RecordAdmission;
  readonly limit: InFlightLimit;
}

/** Is called for each message, and when receiving fails. */
type Listener = Pick<ReceiverHealth, 'onMessage' | 'onError'>;

function intakeOn(
  { receiver }: MessageReceiver,
  { dryRun, dataverse: { externalIdColumn }, serviceBus }: Configuration,
  parts: ConnectionParts,
  { onMessage, onError }: Listener,
): Intake {
  const { work, postponement, ourOrganizationId, jobTable, logger, telemetry, clock, admission, limit } =
    parts;
  const window = createDeliveryWindow();
  const options: Omit<ProcessingOptions, 'place' | 'ourOrganizationId'> = {
    admission,
    receiver: limitRenewals(receiver),
    settler: dryRun ? 'none' : createSettler(receiver),
    postponement,
    work: work.records,
    jobs: work.jobs,
    decoding: { externalIdColumn, jobTable },
    maxDeliveryCount: serviceBus.maxDeliveryCount,
    logger,
    telemetry,
    clock,
  };
  async function handle(message: ServiceBusReceivedMessage): Promise<void> {
    onMessage();
    const place = window.add();
    const slot = limit.add();
    function evict(): void {
      slot.lost();
      place.evict();
    }
    try {
      await processMessage(message, {
        ...options,
        ourOrganizationId: ourOrganizationId(),
        place: { ...place, evict },
      });
    } finally {
      slot.done();
      place.done();
    }
  }
  if (dryRun) return createPeekIntake({ receiver, handle, onError, clock });
  return createIntake({
    receiver,
    handle,
    limit,
    onError,
  });
}

function reportReconnect(logger: Logger, reason: ReconnectReason): void {
  if (reason === 'aged') logger.info('client recycled');
  else if (reason === 'stalled') logger.warn('receiver stalled');
  else if (reason === 'silent') logger.warn('connection lost');
  else logger.warn('token refused');
}
