import { NO_JOURNAL } from '../semantics/journal.ts';
import type {
  IncomingMessage,
  MessageContent,
  ModifiedValue,
  PropertyValue,
  StoredMessage,
} from '../semantics/message.ts';
import { QueueEntity } from '../semantics/queue-entity.ts';
import type { QueueEvent } from '../semantics/queue-event.ts';
import { DEFAULT_QUEUE_SETTINGS, type QueueSettings } from '../semantics/queue-settings.ts';

/** A message for the pure queue, with properties instead of bytes. */
export function aMessage(
  fields: Partial<Omit<IncomingMessage, 'content'>> & {
    size?: number;
    application?: Record<string, PropertyValue>;
    system?: Record<string, PropertyValue>;
  } = {},
): IncomingMessage {
  return {
    content: aContent(fields),
    messageId: fields.messageId ?? 'id',
    sessionId: fields.sessionId,
    timeToLive: fields.timeToLive,
    scheduledEnqueueTime: fields.scheduledEnqueueTime,
  };
}

interface ContentFields {
  readonly size?: number | undefined;
  readonly application?: Record<string, PropertyValue> | undefined;
  readonly system?: Record<string, PropertyValue> | undefined;
}

function aContent({ size = 10, application = {}, system = {} }: ContentFields): MessageContent {
  return {
    size,
    systemProperty: (name) => system[name],
    applicationProperty: (name, isCaseIgnored = false) => {
      const lower = name.toLowerCase();
      const found = Object.keys(application).find((key) => isCaseIgnored && key.toLowerCase() === lower);
      return application[found ?? name];
    },
    changed: (changes) =>
      aContent({
        size,
        application: { ...application, ...Object.fromEntries(changes.application) },
        system: { ...system, ...Object.fromEntries(changes.system) },
      }),
  };
}

/** A pure queue entity with counted lock tokens, and what it has told. */
export function aQueue(settings: Partial<QueueSettings> = {}): {
  entity: QueueEntity;
  events: QueueEvent[];
  awakenings: () => number;
} {
  let tokens = 0;
  let awakenings = 0;
  const events: QueueEvent[] = [];
  const entity = new QueueEntity(
    'orders',
    { ...DEFAULT_QUEUE_SETTINGS, ...settings },
    {
      newLockToken: () => {
        tokens += 1;
        return `token-${tokens}`;
      },
      journal: NO_JOURNAL,
      forward: () => {
        throw new Error('Nothing is sent on here.');
      },
      onAvailable: () => {
        awakenings += 1;
      },
      onEvent: (event) => events.push(event),
    },
  );
  return { entity, events, awakenings: () => awakenings };
}

/** The token of a message that was just taken; fails when it was not. */
export function tokenOf(message: StoredMessage | undefined): string {
  if (message?.lock === undefined) throw new Error('The message is not locked.');
  return message.lock.token;
}

export const NOTHING: ReadonlyMap<string, ModifiedValue> = new Map();
