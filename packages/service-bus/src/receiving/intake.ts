import type { ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';
import pTimeout from 'p-timeout';
import type { InFlightLimit } from './in-flight-limit.ts';
import { createWithheldCredit } from './withheld-credit.ts';

/** Where messages come from, and what is done with each. */
export interface IntakeOptions {
  /** A peek-lock receiver. */
  readonly receiver: Pick<ServiceBusReceiver, 'subscribe' | 'receiveMessages'>;
  /** How many messages may be in hand at once. */
  readonly limit: Pick<InFlightLimit, 'current' | 'max'>;
  /**
   * Handles one message to its end. Must not throw: the client library would abandon the message by itself.
   */
  readonly handle: (message: ServiceBusReceivedMessage) => Promise<void>;
  /** Called when receiving fails; the client library goes on trying by itself. */
  readonly onError: (error: unknown) => void;
  /**
   * How long to wait for a call of the library, in milliseconds. Default 10 000. A link whose connection is
   * cut while it closes never says that it is closed (rhea-promise 3.0.3, `Link.close`).
   */
  readonly maxCallMs?: number | undefined;
}

/** The flow of messages into the worker, which can be turned off and on. */
export interface Intake {
  /** Lets messages in. While some that came before a {@link pause} are still in hand, it waits for them. */
  resume(): void;
  /** Lets no more in; those in hand go on. */
  pause(): void;
  /** Lets one message in while paused, if one waits. Resolves when it is done with. */
  admitOne(): Promise<void>;
  /** Resolves once no message is in hand. */
  idle(): Promise<void>;
  /** How many messages are in hand. */
  readonly inFlight: number;
}

/** How long one message is waited for: those that wait come at once. */
const MAX_WAIT_MS = 1_000;
const MAX_CALL_MS = 10_000;

/**
 * Builds an intake that is off. The client library grants a receiver all of its credit whenever it
 * subscribes, and one more for each message that ends: subscribing again while messages are in hand would
 * raise the limit for good (Azure/azure-sdk-for-js#14060). It does just that whenever it builds a lost link
 * anew. So a message that ends while too many are in hand gives no credit back.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { receiver, limit, handle, onError, maxCallMs: milliseconds = MAX_CALL_MS } = options;
  let wanted = false;
  let changed = Promise.withResolvers<void>();
  let subscription: { close(): Promise<void> } | undefined;
  let inFlight = 0;
  const withheld = createWithheldCredit(limit);
  let switching: Promise<void> = Promise.resolve();
  let nothingInHand = Promise.withResolvers<void>();
  nothingInHand.resolve();

  async function processMessage(message: ServiceBusReceivedMessage): Promise<void> {
    if (inFlight++ === 0) nothingInHand = Promise.withResolvers<void>();
    try {
      await handle(message);
    } finally {
      if (--inFlight === 0) nothingInHand.resolve();
    }
    if (subscription === undefined) return;
    switching = switching.then(grantAnew);
    // The library gives the credit back once this resolves.
    await withheld.turn(inFlight);
  }

  /** Subscribes with as much credit as the limit now allows, when that is worth it. */
  async function grantAnew(): Promise<void> {
    if (subscription === undefined || !withheld.isTooLittle) return;
    await unsubscribe(subscription);
    await apply();
  }

  async function apply(): Promise<void> {
    if (wanted && subscription === undefined) await subscribe();
    else if (!wanted && subscription !== undefined) await unsubscribe(subscription);
  }

  async function subscribe(): Promise<void> {
    await Promise.race([nothingInHand.promise, changed.promise]);
    if (!wanted || inFlight > 0) return;
    try {
      subscription = receiver.subscribe(
        { processMessage, processError: async ({ error }) => onError(error) },
        { autoCompleteMessages: false, maxConcurrentCalls: withheld.grant() },
      );
    } catch (error) {
      onError(error);
    }
  }

  async function unsubscribe(ended: { close(): Promise<void> }): Promise<void> {
    subscription = undefined;
    try {
      const closing = ended.close();
      // From now on it gives no credit.
      withheld.releaseAll();
      await pTimeout(closing, { milliseconds, fallback: () => {} });
    } catch (error) {
      onError(error);
    }
  }

  function want(open: boolean): void {
    wanted = open;
    changed.resolve();
    changed = Promise.withResolvers();
    switching = switching.then(apply);
  }

  async function receiveOne(): Promise<ServiceBusReceivedMessage | undefined> {
    if (wanted) return undefined;
    try {
      const receiving = receiver.receiveMessages(1, { maxWaitTimeInMs: MAX_WAIT_MS });
      const [message] = await pTimeout(receiving, { milliseconds, fallback: () => handleLate(receiving) });
      return message;
    } catch (error) {
      onError(error);
      return undefined;
    }
  }

  /** Handles a message that comes after nobody waits for it any more, or its lock would run out. */
  function handleLate(receiving: Promise<ServiceBusReceivedMessage[]>): ServiceBusReceivedMessage[] {
    receiving.then((messages) => Promise.all(messages.map(processMessage))).catch(onError);
    return [];
  }

  return {
    resume: () => want(true),
    pause: () => want(false),
    async admitOne() {
      const one = switching.then(receiveOne);
      switching = one.then(() => {});
      const message = await one;
      if (message !== undefined) await processMessage(message);
    },
    async idle() {
      await switching;
      await nothingInHand.promise;
    },
    get inFlight() {
      return inFlight;
    },
  };
}
