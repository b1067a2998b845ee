import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import {
  createDeliveryWindow,
  createIntake,
  createPeekIntake,
  createSettler,
  type Intake,
  type MessageReceiver,
} from '@spotler-connector/service-bus';
import type { JobWork } from './jobs/job-work.ts';
import { processMessage } from './messages/process-message.ts';
import type { RecordWork } from './work/record-work.ts';

/** Messages in hand for each reconcile that may run: the more there are, the more of them are joined. */
const MESSAGES_PER_RECONCILE = 8;

/** What is done with messages, and who is told. */
export interface IntakeParts {
  work: RecordWork;
  /** `undefined` when there are no Spotler Jobs. */
  jobs: JobWork | undefined;
  /** Logical name of the table of Spotler Jobs; `undefined` when there are none. */
  jobTable: string | undefined;
  logger: Logger;
  telemetry: Telemetry;
  /** Called for each message. */
  onMessage: () => void;
  /** Called when receiving fails. */
  onError: (error: unknown) => void;
}

/** An intake on a receiver, off at first: one that settles, or in a dry run one that only looks. */
export function openIntake(
  { dryRun, maxConcurrentReconciles, dataverse: { externalIdColumn }, serviceBus }: Configuration,
  { receiver }: MessageReceiver,
  { onMessage, onError, jobTable, ...parts }: IntakeParts,
): Intake {
  const window = createDeliveryWindow();
  const settler = dryRun ? 'none' : createSettler(receiver);
  const options = {
    ...parts,
    receiver,
    settler,
    maxDeliveryCount: serviceBus.maxDeliveryCount,
    ...(externalIdColumn !== undefined && { externalIdColumn }),
    ...(jobTable !== undefined && { jobTable }),
  } as const;
  const handle = async (message: ServiceBusReceivedMessage) => {
    onMessage();
    const { evicted, done } = window.add();
    await processMessage(message, { ...options, released: evicted });
    done();
  };
  if (dryRun) return createPeekIntake({ receiver, handle, onError });
  return createIntake({
    receiver,
    handle,
    maxInFlight: maxConcurrentReconciles * MESSAGES_PER_RECONCILE,
    onError,
  });
}
