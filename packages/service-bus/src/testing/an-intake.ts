import type {
  MessageHandlers,
  ProcessErrorArgs,
  ServiceBusReceivedMessage,
  SubscribeOptions,
} from '@azure/service-bus';
import { createIntake } from '../receiving/intake.ts';

/** A receiver that hands over what the test sends it. */
function aReceiver(closing: () => Promise<void>) {
  const subscriptions: SubscribeOptions[] = [];
  let handlers: MessageHandlers | undefined;
  const waiting: ServiceBusReceivedMessage[] = [];
  return {
    subscriptions,
    waiting,
    open: () => handlers !== undefined,
    fail: (error: Error) => handlers?.processError({ error } as ProcessErrorArgs),
    send: () => handlers?.processMessage({} as ServiceBusReceivedMessage),
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
      receiveMessages: async () => waiting.splice(0, 1),
    },
  };
}

/** An intake that holds every message until `endOne`. Its subscriptions close as `closing` says. */
export function anIntake(closing: () => Promise<void> = async () => {}) {
  const bus = aReceiver(closing);
  const ends: (() => void)[] = [];
  const errors: unknown[] = [];
  const intake = createIntake({
    receiver: bus.receiver,
    maxInFlight: 8,
    handle: () => new Promise((resolve) => ends.push(resolve)),
    onError: (error) => errors.push(error),
  });
  return { bus, intake, errors, endOne: () => ends.shift()?.() };
}

/** Resolves when everything that is due has run. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
