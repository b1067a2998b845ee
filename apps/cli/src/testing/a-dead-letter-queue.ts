import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import Long from 'long';
import type { DeadLetterQueue } from '../dead-letter/queue/dead-letter-queue.ts';

/** A queue in memory: dead letters, and what was sent back. */
export interface FakeDeadLetterQueue extends DeadLetterQueue {
  namespace: string;
  name: string;
  throughTopic: boolean;
  /** Events in order: `lock 1`, `send 1`, `complete 1`, `abandon 1`. */
  readonly events: string[];
  /** Messages that were sent. */
  readonly sent: ServiceBusMessage[];
  /** Sequence numbers of the dead letters that are left. */
  left(): string[];
}

/** Locked dead letters are handed to nobody else until they are abandoned. */
export function aDeadLetterQueue(
  deadLetters: readonly ServiceBusReceivedMessage[],
  activeMessages: readonly ServiceBusReceivedMessage[] = [],
): FakeDeadLetterQueue {
  const events: string[] = [];
  const sent: ServiceBusMessage[] = [];
  const locked = new Set<string>();
  let dead = [...deadLetters];
  const numberOf = (message: ServiceBusReceivedMessage) => String(message.sequenceNumber);
  const peeker = (messages: () => readonly ServiceBusReceivedMessage[]): DeadLetterQueue['deadLetters'] => ({
    peekMessages: async (count, { fromSequenceNumber = Long.ZERO } = {}) =>
      messages()
        .filter(({ sequenceNumber = Long.ZERO }) => sequenceNumber.greaterThanOrEqual(fromSequenceNumber))
        .slice(0, count),
  });
  const note = (what: string, message: ServiceBusReceivedMessage) =>
    events.push(`${what} ${numberOf(message)}`);

  return {
    namespace: 'contoso.servicebus.windows.net',
    name: 'changes',
    throughTopic: false,
    deadLetters: peeker(() => dead),
    activeMessages: peeker(() => activeMessages),
    openReceiver: () => ({
      async receiveMessages(count) {
        const batch = dead.filter((message) => !locked.has(numberOf(message))).slice(0, count);
        for (const message of batch) {
          locked.add(numberOf(message));
          note('lock', message);
        }
        return batch;
      },
      renewMessageLock: async () => new Date(),
      async completeMessage(message) {
        note('complete', message);
        dead = dead.filter((deadLetter) => deadLetter !== message);
      },
      async abandonMessage(message) {
        note('abandon', message);
        locked.delete(numberOf(message));
      },
      deadLetterMessage: async () => {},
      close: async () => {},
    }),
    sender: {
      async sendMessages(message) {
        for (const one of [message].flat()) {
          if (!('body' in one)) continue;
          events.push(`send ${String(Reflect.get(one, 'sequenceNumber'))}`);
          sent.push(one);
        }
      },
    },
    openSender: async () => {},
    close: async () => {},
    events,
    sent,
    left: () => dead.map(numberOf),
  };
}
