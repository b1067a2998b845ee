import type { ServiceBusMessage, ServiceBusSender } from '@azure/service-bus';
import { batchNaturally } from '@spotler-connector/natural-batching';

/** The part of the client library's sender that batches need. */
export type BatchSender = Pick<ServiceBusSender, 'createMessageBatch' | 'sendMessages'>;

/** Calls a sender; which one may differ from call to call. */
export type UseSender = (call: (sender: BatchSender) => Promise<void>) => Promise<void>;

interface Waiter {
  readonly message: ServiceBusMessage;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const LIMITS = { maxItems: 100, maxRequests: 4 };

/**
 * Makes a function that sends messages together: what is sent while a batch is under way goes into the next
 * one, as far as there is room for it. Each call settles as its own batch does.
 */
export function sendTogether(use: UseSender): (message: ServiceBusMessage) => Promise<void> {
  const enter = batchNaturally<Waiter>(async (waiters) => {
    for (let left = waiters; left.length > 0; ) left = left.slice(await sendSome(use, left));
  }, LIMITS);
  return (message) => new Promise((resolve, reject) => enter({ message, resolve, reject }));
}

/** Sends as many of them as have room in one batch, settles those, and says how many they are. */
async function sendSome(use: UseSender, waiters: readonly Waiter[]): Promise<number> {
  let taken = waiters;
  try {
    await use(async (sender) => {
      taken = waiters;
      const batch = await sender.createMessageBatch();
      const unfit = waiters.findIndex(({ message }) => !batch.tryAddMessage(message));
      // One by itself needs no batch around it, and may be larger than one.
      taken = waiters.slice(0, unfit === -1 ? undefined : Math.max(1, unfit));
      const [first] = taken;
      await sender.sendMessages(taken.length === 1 && first !== undefined ? first.message : batch);
    });
    for (const { resolve } of taken) resolve();
  } catch (error) {
    for (const { reject } of taken) reject(error);
  }
  return taken.length;
}
