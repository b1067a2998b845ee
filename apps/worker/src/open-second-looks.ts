import type { Clock } from '@spotler-connector/clock';
import type { Configuration } from '@spotler-connector/configuration';
import type { Logger, Telemetry } from '@spotler-connector/observability';
import { secondLookMessage, serviceBusCode } from '@spotler-connector/service-bus';
import type { QueueSender } from './open-queue-sender.ts';
import { createSecondLooks, type ScheduledLook, type SecondLooks } from './work/second-looks.ts';

/** The parts that second looks are made of. */
export interface SecondLookParts {
  /** Puts them into the queue, those that are arranged at once together. */
  readonly sender: Pick<QueueSender, 'sendTogether'>;
  /** The organization of the environment that we read. Asked for only when something was done. */
  readonly ourOrganizationId: () => string;
  readonly logger: Logger;
  readonly telemetry: Pick<Telemetry, 'secondLook'>;
  readonly clock: Clock;
}

/**
 * Opens second looks on the queue that is read. Where they are not possible nothing waits for them. A dry run
 * does nothing that could come late.
 */
export function openSecondLooks(
  { dryRun, serviceBus: { source }, spotler: { latestEffectMs } }: Configuration,
  { sender, ourOrganizationId, logger, telemetry, clock }: SecondLookParts,
): SecondLooks {
  if (source.kind !== 'queue' || dryRun) return { arrange: async () => {} };

  async function schedule(look: ScheduledLook): Promise<'scheduled' | 'not-possible'> {
    const message = secondLookMessage({ ...look, organizationId: ourOrganizationId() });
    if ((await sender.sendTogether(message)) === 'sent') return 'scheduled';
    telemetry.secondLook('not-arranged');
    return 'not-possible';
  }

  return createSecondLooks({
    schedule,
    latestEffectMs,
    clock,
    onFailed(error, { table, id: recordId }) {
      telemetry.secondLook('not-arranged');
      // What Service Bus has no code for may be a bug of ours.
      const severity = serviceBusCode(error) === undefined ? 'error' : 'warn';
      logger[severity]('second look not arranged', { error, table, recordId });
    },
  });
}
