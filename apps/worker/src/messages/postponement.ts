import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { Logger } from '@spotler-connector/observability';
import { postponedMessage } from '@spotler-connector/service-bus';

/** Has messages come again later, without using up their deliveries. */
export interface Postponement {
  /** Puts a copy into the queue, which comes later. `false` when that is not possible. Never rejects. */
  postpone(message: ServiceBusReceivedMessage): Promise<boolean>;
}

/** Options of postponing messages. */
export interface PostponementOptions {
  readonly sender: {
    send(message: ServiceBusMessage): Promise<'sent' | 'not-possible'>;
  };
  /** How long has been away what they wait for, in milliseconds. */
  readonly awayMs: () => number;
  readonly logger: Pick<Logger, 'warn'>;
  readonly clock: Pick<Clock, 'now'>;
  /** At least 0 and less than 1. */
  readonly random: () => number;
}

const MIN_DELAY_MS = 5_000;
const MAX_DELAY_MS = 120_000;

/**
 * Builds it. The longer something is away, the later messages come, never all of them at once: after some
 * seconds at first, and after three minutes at most.
 */
export function createPostponement(options: PostponementOptions): Postponement {
  const { sender, awayMs, logger, clock, random } = options;
  return {
    async postpone(message) {
      const delayMs = Math.min(Math.max(awayMs() / 2, MIN_DELAY_MS), MAX_DELAY_MS);
      const dueAt = new Date(clock.now() + delayMs * (0.5 + random()));
      try {
        return (await sender.send(postponedMessage(message, dueAt))) === 'sent';
      } catch (error) {
        logger.warn('message not postponed', { sequenceNumber: message.sequenceNumber?.toString(), error });
        return false;
      }
    },
  };
}
