import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import { createSettler, type Settler } from '@spotler-connector/settlement';
import type { LetterBox, LetterReceiver } from './letter-box.ts';

/** Receives dead letters from the oldest on. One that is not completed stays locked, so that the next ones come. */
export interface LetterIntake {
  /** The next letters, each locked; none when no unlocked ones are left. */
  next(count: number): Promise<ServiceBusReceivedMessage[]>;
  /** Takes a letter that was received last out of the queue. False when its lock was lost: it comes again. */
  complete(letter: ServiceBusReceivedMessage): Promise<boolean>;
  /** Prolongs a letter's lock. */
  renew(letter: ServiceBusReceivedMessage): Promise<unknown>;
  /** Frees the letters that are still locked, and closes. */
  close(): Promise<void>;
}

/** The client stops receiving on a link that has 2048 unsettled messages. */
const MOST_LOCKED = 1_500;
/** The client ends a batch a second after its first message. */
const WAIT_MS = 1_000;

/**
 * Builds a {@link LetterIntake}. Service Bus gives dead letters out in order only, so those in front of a wanted
 * one are locked and left alone. When a link holds too many it is changed, and the locks of the old one run out.
 */
export function openLetterIntake(box: Pick<LetterBox, 'openReceiver'>): LetterIntake {
  let receiver: LetterReceiver = box.openReceiver();
  let settler: Settler = createSettler(receiver);
  const locked = new Set<ServiceBusReceivedMessage>();

  async function changeLink(): Promise<void> {
    locked.clear();
    await receiver.close();
    receiver = box.openReceiver();
    settler = createSettler(receiver);
  }

  return {
    async next(count) {
      if (locked.size + count > MOST_LOCKED) await changeLink();
      const letters = await receiver.receiveMessages(count, { maxWaitTimeInMs: WAIT_MS });
      for (const letter of letters) locked.add(letter);
      return letters;
    },
    async complete(letter) {
      const settled = await settler.settle(letter, { kind: 'complete' });
      locked.delete(letter);
      return settled === 'settled';
    },
    renew: (letter) => receiver.renewMessageLock(letter),
    async close() {
      // A letter that can't be freed is freed by its lock's end.
      await Promise.allSettled([...locked].map((letter) => settler.settle(letter, { kind: 'abandon' })));
      await receiver.close();
    },
  };
}
