import type { ServiceBusMessage, ServiceBusReceivedMessage } from '@azure/service-bus';
import Long from 'long';
import type { LetterBox } from '../dead-letter/letters/letter-box.ts';

/** A queue in memory: dead letters, and what was sent back. */
export interface FakeLetterBox extends LetterBox {
  name: string;
  throughTopic: boolean;
  /** What happened, in order: `lock 1`, `send 1`, `complete 1`, `abandon 1`. */
  readonly events: string[];
  /** What was sent. */
  readonly sent: ServiceBusMessage[];
  /** Sequence numbers of the dead letters that are left. */
  left(): string[];
}

/** Locked letters are handed to nobody else until they are abandoned. */
export function aLetterBox(
  letters: readonly ServiceBusReceivedMessage[],
  waiting: readonly ServiceBusReceivedMessage[] = [],
): FakeLetterBox {
  const events: string[] = [];
  const sent: ServiceBusMessage[] = [];
  const locked = new Set<string>();
  let dead = [...letters];
  const numberOf = (message: ServiceBusReceivedMessage) => String(message.sequenceNumber);
  const peeker = (messages: () => readonly ServiceBusReceivedMessage[]): LetterBox['letters'] => ({
    peekMessages: async (count, { fromSequenceNumber = Long.ZERO } = {}) =>
      messages()
        .filter(({ sequenceNumber = Long.ZERO }) => sequenceNumber.greaterThanOrEqual(fromSequenceNumber))
        .slice(0, count),
  });
  const note = (what: string, message: ServiceBusReceivedMessage) =>
    events.push(`${what} ${numberOf(message)}`);

  return {
    name: 'changes',
    throughTopic: false,
    letters: peeker(() => dead),
    waiting: peeker(() => waiting),
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
        dead = dead.filter((letter) => letter !== message);
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
