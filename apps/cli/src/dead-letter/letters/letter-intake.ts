import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { createSettler, type Settler } from '@spotler-connector/settlement';
import type { LetterBox, LetterReceiver } from '../letters/letter-box.ts';

/** Receives dead letters from the oldest on, and keeps those out of the way that are not wanted now. */
export interface LetterIntake {
  /** The next letters, each locked; none when no unlocked ones are left. */
  next(count: number): Promise<ServiceBusReceivedMessage[]>;
  /** Leaves a letter locked, so that the ones behind it come. */
  hold(message: ServiceBusReceivedMessage): void;
  /** Settles a letter that was received last. */
  settler(): Settler;
  /** Prolongs a letter's lock. */
  renew(message: ServiceBusReceivedMessage): Promise<unknown>;
  /** Frees the letters that are held and closes. */
  close(): Promise<void>;
}

/** The client stops receiving on a link with 2048 unsettled messages (facts: rhea's session window). */
const MOST_HELD = 1_500;
/** The client ends a batch a second after its first message. */
const WAIT_MS = 1_000;

/**
 * Builds a {@link LetterIntake}. Service Bus gives dead letters out in order only. So a letter that is not wanted
 * is locked and left alone; beyond {@link MOST_HELD} the link is changed, and locks of the old one run out.
 */
export function openLetterIntake(box: Pick<LetterBox, 'openReceiver'>): LetterIntake {
  let receiver: LetterReceiver = box.openReceiver();
  let settler = createSettler(receiver);
  let held: ServiceBusReceivedMessage[] = [];

  async function changeLink(): Promise<void> {
    held = [];
    await receiver.close();
    receiver = box.openReceiver();
    settler = createSettler(receiver);
  }

  return {
    async next(count) {
      if (held.length + count > MOST_HELD) await changeLink();
      return receiver.receiveMessages(count, { maxWaitTimeInMs: WAIT_MS });
    },
    hold: (message) => void held.push(message),
    settler: () => settler,
    renew: (message) => receiver.renewMessageLock(message),
    async close() {
      // A letter that can't be freed is freed by its lock's end.
      await Promise.allSettled(held.map((message) => settler.settle(message, { kind: 'abandon' })));
      await receiver.close();
    },
  };
}
