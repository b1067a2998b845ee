import type { SubQueue } from './entity-path.ts';
import type { Journal } from './journal.ts';
import type { StoredMessage } from './message.ts';
import { MessageQueue } from './message-queue.ts';
import type { QueueContext } from './queue-core.ts';
import type { QueueEvent } from './queue-event.ts';
import type { QueueSettings } from './queue-settings.ts';
import { Refusal } from './refusal.ts';
import { SequenceNumbers } from './sequence-numbers.ts';

/** Hooks of an entity's queues. */
export interface QueueHooks {
  readonly newLockToken: () => string;
  readonly journal: Journal;
  /** Sends a message on to another entity; refused when that takes none. */
  readonly forward: (target: string, message: StoredMessage, now: number) => void;
  /** Messages, or sessions with messages, have become free in this queue. */
  readonly onAvailable: (queue: MessageQueue) => void;
  readonly onEvent: (event: QueueEvent) => void;
}

/** How many messages an entity holds, named as in the official client's QueueRuntimeProperties. */
export interface RuntimeCounts {
  /** Active messages, locked ones included. */
  readonly activeMessageCount: number;
  /** Messages that were set aside. */
  readonly deferredMessageCount: number;
  /** Messages that are not due yet. */
  readonly scheduledMessageCount: number;
  /** Messages in the dead-letter queue. */
  readonly deadLetterMessageCount: number;
  /** Messages that wait to be forwarded. */
  readonly transferMessageCount: number;
  /** Messages that could not be forwarded. */
  readonly transferDeadLetterMessageCount: number;
  /** All of the above. */
  readonly totalMessageCount: number;
  /** Bytes of the encoded messages, dead letters included. */
  readonly sizeInBytes: number;
}

/** A queue or a subscription: its messages, and those of its dead-letter queues. */
export class QueueEntity {
  readonly path: string;
  settings: QueueSettings;
  readonly main: MessageQueue;
  readonly deadLetter: MessageQueue;
  readonly transferDeadLetter: MessageQueue;

  constructor(path: string, settings: QueueSettings, hooks: QueueHooks) {
    this.path = path;
    this.settings = settings;
    const forwardTo = (target: string | undefined) => (message: StoredMessage, now: number) =>
      this.#forward(hooks, target, message, now);
    const deadSettings = (): QueueSettings => deadLetterSettings(this.settings);
    this.deadLetter = createQueue(`${path}/$DeadLetterQueue`, deadSettings, hooks, {
      deadLetter: undefined,
      forward: (message, now) => forwardTo(this.settings.forwardDeadLettersTo)(message, now),
    });
    this.transferDeadLetter = createQueue(`${path}/$Transfer/$DeadLetterQueue`, deadSettings, hooks, {
      deadLetter: undefined,
      forward: () => false,
    });
    this.main = createQueue(path, () => this.settings, hooks, {
      deadLetter: (message, why, now) => this.deadLetter.addDeadLetter(message, why, path, now),
      forward: (message, now) => forwardTo(this.settings.forwardTo)(message, now),
    });
  }

  /** Sends a message on, or keeps it in the transfer dead-letter queue with the reason. */
  #forward(hooks: QueueHooks, target: string | undefined, message: StoredMessage, now: number): boolean {
    if (target === undefined) return false;
    try {
      hooks.forward(target, message, now);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const why = { reason: error.condition, description: error.message };
      this.transferDeadLetter.addDeadLetter(message, why, this.path, now);
    }
    return true;
  }

  queue(subQueue: SubQueue): MessageQueue {
    return this[subQueue];
  }

  get queues(): readonly MessageQueue[] {
    return [this.main, this.deadLetter, this.transferDeadLetter];
  }

  get counts(): RuntimeCounts {
    const [main, dead, transferDead] = [
      this.main.counts,
      this.deadLetter.counts,
      this.transferDeadLetter.counts,
    ];
    const deadLetterMessageCount = dead.active + dead.deferred;
    const transferDeadLetterMessageCount = transferDead.active + transferDead.deferred;
    return {
      activeMessageCount: main.active,
      deferredMessageCount: main.deferred,
      scheduledMessageCount: main.scheduled,
      deadLetterMessageCount,
      transferMessageCount: 0,
      transferDeadLetterMessageCount,
      totalMessageCount:
        main.active +
        main.deferred +
        main.scheduled +
        deadLetterMessageCount +
        transferDeadLetterMessageCount,
      sizeInBytes: main.bytes + dead.bytes + transferDead.bytes,
    };
  }
}

/** Dead letters do not expire, are in no session, and their deliveries are not counted. */
function deadLetterSettings(settings: QueueSettings): QueueSettings {
  return {
    ...settings,
    requiresSession: false,
    duplicateWindow: undefined,
    defaultTimeToLive: Number.POSITIVE_INFINITY,
    deadLetteringOnExpiration: false,
  };
}

function createQueue(
  path: string,
  settings: () => QueueSettings,
  { newLockToken, onAvailable, onEvent, journal }: QueueHooks,
  ways: Pick<QueueContext, 'deadLetter' | 'forward'>,
): MessageQueue {
  const sequenceNumbers = new SequenceNumbers(path, journal);
  const queue: MessageQueue = new MessageQueue({
    path,
    get settings() {
      return settings();
    },
    newLockToken,
    sequenceNumbers,
    journal,
    onEvent,
    onAvailable: () => onAvailable(queue),
    ...ways,
  });
  return queue;
}
