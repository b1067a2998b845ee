import { parse } from 'tinyduration';
import { type Finding, failed, ok, warning } from './finding.ts';

/** How a queue or subscription is set up, in Service Bus's own words. */
export interface QueueSettings {
  /** ISO 8601, such as `PT1M`. */
  readonly lockDuration: string;
  readonly maxDeliveryCount: number;
  readonly requiresSession: boolean;
  readonly deadLetteringOnMessageExpiration: boolean;
}

/** Settings that could not be read, for instance because that takes the right Manage. */
export interface UnseenSettings {
  readonly cause: unknown;
}

const AREA = 'Service Bus';
const MIN_LOCK_S = 30;
const MIN_DELIVERIES = 5;

/** Whether a queue is set up as the worker needs it. Pure. */
export function checkQueueSettings(name: string, settings: QueueSettings | UnseenSettings): Finding[] {
  if ('cause' in settings) {
    return [
      warning(
        AREA,
        `${name}: lock duration and max delivery count can't be seen without the right Manage.`,
        `See to it that the lock lasts ${MIN_LOCK_S} s or more and that ${MIN_DELIVERIES} deliveries or more are allowed.`,
        settings.cause,
      ),
    ];
  }
  const { lockDuration, maxDeliveryCount, requiresSession, deadLetteringOnMessageExpiration } = settings;
  const findings: Finding[] = [];
  if (requiresSession) {
    findings.push(
      failed(
        AREA,
        `${name} requires sessions, which Dataverse does not set.`,
        'Create it anew without sessions.',
      ),
    );
  }
  if (secondsOf(lockDuration) < MIN_LOCK_S) {
    findings.push(
      warning(AREA, `${name} locks a message for ${lockDuration} only.`, 'Set its lock duration to PT1M.'),
    );
  }
  if (maxDeliveryCount < MIN_DELIVERIES) {
    findings.push(
      warning(
        AREA,
        `${name} gives a message up after ${maxDeliveryCount} deliveries.`,
        'Set its max delivery count to 10.',
      ),
    );
  }
  if (!deadLetteringOnMessageExpiration) {
    findings.push(
      warning(
        AREA,
        `${name} drops messages that expire, and with them somebody's wish to be forgotten.`,
        'Turn dead-lettering on message expiration on.',
      ),
    );
  }
  return findings.length > 0 ? findings : [ok(AREA, `${name} is set up as the worker needs it.`)];
}

/** In whole days, hours and smaller units, as Service Bus writes them. */
function secondsOf(duration: string): number {
  const { days = 0, hours = 0, minutes = 0, seconds = 0 } = parse(duration);
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
