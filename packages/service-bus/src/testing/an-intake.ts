import type {
  MessageHandlers,
  ProcessErrorArgs,
  ServiceBusReceivedMessage,
  SubscribeOptions,
} from '@azure/service-bus';
import { createInFlightLimit } from '../receiving/in-flight-limit.ts';
import { createIntake } from '../receiving/intake.ts';
import { aReceivedMessage } from './a-received-message.ts';

/** A receiver that hands over what the test sends it. */
function aReceiver(closing: () => Promise<void>, receiving: () => Promise<void>) {
  const subscriptions: SubscribeOptions[] = [];
  let handlers: MessageHandlers | undefined;
  const waiting: ServiceBusReceivedMessage[] = [];
  const received: unknown[] = [];
  return {
    subscriptions,
    waiting,
    received,
    open: () => handlers !== undefined,
    fail: (error: Error) => handlers?.processError({ error } as ProcessErrorArgs),
    send: () => handlers?.processMessage(aReceivedMessage()),
    receiver: {
      subscribe(given: MessageHandlers, options: SubscribeOptions = {}) {
        handlers = given;
        subscriptions.push(options);
        return {
          async close() {
            handlers = undefined;
            await closing();
          },
        };
      },
      receiveMessages: async (...how: unknown[]) => {
        received.push(how);
        await receiving();
        return waiting.splice(0, 1);
      },
    },
  };
}

/** How the calls of a receiver end. Default: at once. */
interface Calls {
  readonly closing?: () => Promise<void>;
  readonly receiving?: () => Promise<void>;
  readonly maxCallMs?: number;
}

/** An intake that holds every message until `endOne`. */
export function anIntake({ closing = async () => {}, receiving = async () => {}, maxCallMs }: Calls = {}) {
  const bus = aReceiver(closing, receiving);
  const ends: (() => void)[] = [];
  const errors: unknown[] = [];
  const limit = createInFlightLimit(8);
  const intake = createIntake({
    receiver: bus.receiver,
    limit,
    handle: () => new Promise((resolve) => ends.push(resolve)),
    onError: (error) => errors.push(error),
    maxCallMs,
  });
  return { bus, intake, limit, errors, endOne: () => ends.shift()?.() };
}

/** Resolves when everything that is due has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
