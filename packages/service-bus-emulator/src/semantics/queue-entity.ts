import type { SubQueue } from './entity-path.ts';
import { MessageQueue } from './message-queue.ts';
import type { QueueContext } from './queue-core.ts';
import type { QueueEvent } from './queue-event.ts';
import type { QueueSettings } from './queue-settings.ts';

/** What an entity's queues need from outside. */
export interface QueueHooks {
  readonly newLockToken: () => string;
  /** Messages, or sessions with messages, have become free in this queue. */
  readonly onAvailable: (queue: MessageQueue) => void;
  readonly onEvent: (event: QueueEvent) => void;
}

/** How many messages an entity holds, named as in the official client's QueueRuntimeProperties. */
export interface RuntimeCounts {
  /** Active messages, locked ones included. */
  readonly activeMessageCount: number;
  readonly deferredMessageCount: number;
  readonly scheduledMessageCount: number;
  readonly deadLetterMessageCount: number;
  readonly transferMessageCount: number;
  readonly transferDeadLetterMessageCount: number;
  /** All of the above. */
  readonly totalMessageCount: number;
  /** What the messages weigh, encoded, dead letters included. */
  readonly sizeInBytes: number;
}

/** A queue or a subscription: its messages, and those of its dead-letter queues. */
export class QueueEntity {
  readonly path: string;
  readonly settings: QueueSettings;
  readonly main: MessageQueue;
  readonly deadLetter: MessageQueue;
  readonly transferDeadLetter: MessageQueue;

  constructor(path: string, settings: QueueSettings, hooks: QueueHooks) {
    this.path = path;
    this.settings = settings;
    this.deadLetter = deadLetterQueue(`${path}/$DeadLetterQueue`, settings, hooks);
    this.transferDeadLetter = deadLetterQueue(`${path}/$Transfer/$DeadLetterQueue`, settings, hooks);
    this.main = build(path, settings, hooks, (message, why, now) =>
      this.deadLetter.addDeadLetter(message, why, path, now),
    );
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
function deadLetterQueue(path: string, settings: QueueSettings, hooks: QueueHooks): MessageQueue {
  return build(
    path,
    {
      ...settings,
      requiresSession: false,
      duplicateWindow: undefined,
      defaultTimeToLive: Number.POSITIVE_INFINITY,
      deadLetteringOnExpiration: false,
    },
    hooks,
    undefined,
  );
}

function build(
  path: string,
  settings: QueueSettings,
  hooks: QueueHooks,
  deadLetter: QueueContext['deadLetter'],
): MessageQueue {
  let last = 0;
  const nextSequenceNumber = (): number => {
    last += 1;
    return last;
  };
  const { newLockToken, onAvailable, onEvent } = hooks;
  const queue: MessageQueue = new MessageQueue({
    path,
    settings,
    newLockToken,
    nextSequenceNumber,
    deadLetter,
    onEvent,
    onAvailable: () => onAvailable(queue),
  });
  return queue;
}
