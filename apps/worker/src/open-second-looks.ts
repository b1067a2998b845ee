import type { ServiceBusMessage } from '@azure/service-bus';
import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import { lookMessage } from '@spotler-connector/dataverse';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { createMessageSender, createServiceBusClient, serviceBusCode } from '@spotler-connector/service-bus';
import { createSecondLooks, type ScheduledLook, type SecondLooks } from './work/second-looks.ts';

/** The parts that second looks are made of. */
export interface SecondLookParts {
  /** The organization of the environment that we read. Asked for only when something was done. */
  readonly ourOrganizationId: () => string;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'secondLook'>;
  readonly clock: Clock;
}

/** Second looks, and the connection over which they are put into the queue. */
export interface OpenSecondLooks extends SecondLooks {
  /** Closes the connection, within the time given in milliseconds. */
  close(milliseconds: number): Promise<void>;
}

/** Somebody may grant the right meanwhile. */
const ASK_AGAIN_MS = 60_000;

/**
 * Opens second looks on the queue that is read, and finds out whether the identity may send to it. Where
 * they are not possible, that is said, and nothing waits for them: a topic would hand them to all its
 * subscriptions, or to none of ours, and a dry run does nothing that could come late.
 */
export function openSecondLooks(
  { dryRun, serviceBus: { access, source }, spotler: { latestEffectMs } }: Configuration,
  { ourOrganizationId, logger, telemetry, clock }: SecondLookParts,
): OpenSecondLooks {
  if (source.kind !== 'queue' || dryRun) {
    if (!dryRun) logger.warn('second looks not possible', { reason: 'Topic' });
    return { arrange: async () => {}, close: async () => {} };
  }
  const sender = createMessageSender(() => createServiceBusClient(access), source.queue);
  let refusedAt: number | undefined;

  /** Whether the right is missing: then that is said, once for a while. */
  function isRefused(error: unknown): boolean {
    const code = serviceBusCode(error);
    if (code !== 'UnauthorizedAccess') return false;
    refusedAt = clock.monotonic();
    logger.warn('second looks not possible', { reason: code });
    return true;
  }

  async function schedule(look: ScheduledLook): Promise<'scheduled' | 'not-possible'> {
    if (refusedAt !== undefined && clock.monotonic() - refusedAt < ASK_AGAIN_MS) return notPossible();
    try {
      await sender.send(messageOf(look, ourOrganizationId()));
      refusedAt = undefined;
      return 'scheduled';
    } catch (error) {
      if (isRefused(error)) return notPossible();
      throw error;
    }
  }

  function notPossible(): 'not-possible' {
    telemetry.secondLook('not-arranged');
    return 'not-possible';
  }

  // Anything but a refusal shows when a look is to be sent, and is tried again then.
  void sender.open().catch(isRefused);
  const looks = createSecondLooks({
    schedule,
    latestEffectMs,
    clock,
    onFailed(error) {
      telemetry.secondLook('not-arranged');
      logger.warn('second look not arranged', { error });
    },
  });
  return { ...looks, close: (milliseconds) => sender.close(milliseconds) };
}

function messageOf({ id, dueAt, ...look }: ScheduledLook, organizationId: string): ServiceBusMessage {
  const body = lookMessage({ ...look, reason: 'second-look', organizationId });
  return {
    body: Buffer.from(JSON.stringify(body)),
    contentType: 'application/json',
    messageId: id,
    scheduledEnqueueTimeUtc: new Date(dueAt),
  };
}
