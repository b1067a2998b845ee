import type { ServiceBusMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger } from '@spotler-connector/observability';
import { createMessageSender, createServiceBusClient, serviceBusCode } from '@spotler-connector/service-bus';

/** Puts messages into the queue that is read. */
export interface QueueSender {
  /** Whether that is possible, as far as is known. */
  readonly isPossible: boolean;
  /**
   * Resolves once the queue has it, or when it can't be sent for want of the right, which was said then.
   * @throws {ServiceBusError} when the queue can't be reached.
   */
  send(message: ServiceBusMessage): Promise<'sent' | 'not-possible'>;
  /** Does the same in one batch with others that are sent so meanwhile. @throws {ServiceBusError} */
  sendTogether(message: ServiceBusMessage): Promise<'sent' | 'not-possible'>;
  /** Closes the connection, within the time given in milliseconds. */
  close(milliseconds: number): Promise<void>;
}

/** The parts that a sender is made of. */
export interface QueueSenderParts {
  readonly logger: Logger;
  readonly clock: Pick<Clock, 'monotonic'>;
}

/** Somebody may grant the right meanwhile. */
const ASK_AGAIN_MS = 60_000;

/**
 * Opens the queue that is read for sending, and finds out whether the identity may. Where it is not possible,
 * that is said, and nothing waits for it: a topic would hand a message to all its subscriptions, or to none
 * of ours, and a dry run sends nothing.
 */
export function openQueueSender(
  { dryRun, serviceBus }: Pick<Configuration, 'dryRun' | 'serviceBus'>,
  { logger, clock }: QueueSenderParts,
): QueueSender {
  const { source } = serviceBus;
  if (source.kind !== 'queue' || dryRun) {
    if (!dryRun) logger.warn('second looks not possible', { reason: 'Topic' });
    const send: QueueSender['send'] = async () => 'not-possible';
    return { isPossible: false, send, sendTogether: send, close: async () => {} };
  }
  const sender = createMessageSender(() => createServiceBusClient(serviceBus), source.queue);
  let refusedAt: number | undefined;

  /** Whether the right is missing: then that is said, once for a while. */
  function isRefused(error: unknown): boolean {
    const code = serviceBusCode(error);
    if (code !== 'UnauthorizedAccess') return false;
    // All of a batch are refused together.
    if (!wasRefused()) logger.warn('second looks not possible', { reason: code });
    refusedAt = clock.monotonic();
    return true;
  }

  function wasRefused(): boolean {
    return refusedAt !== undefined && clock.monotonic() - refusedAt < ASK_AGAIN_MS;
  }

  async function sentBy(send: () => Promise<void>): Promise<'sent' | 'not-possible'> {
    if (wasRefused()) return 'not-possible';
    try {
      await send();
      refusedAt = undefined;
      return 'sent';
    } catch (error) {
      if (isRefused(error)) return 'not-possible';
      throw error;
    }
  }

  // Anything but a refusal shows when a message is to be sent, and is tried again then.
  void sender.open().catch(isRefused);
  return {
    get isPossible() {
      return !wasRefused();
    },
    send: (message) => sentBy(() => sender.send(message)),
    sendTogether: (message) => sentBy(() => sender.sendTogether(message)),
    close: (milliseconds) => sender.close(milliseconds),
  };
}
