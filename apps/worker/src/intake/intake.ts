import type { ProcessErrorArgs, ServiceBusReceivedMessage, ServiceBusReceiver } from '@azure/service-bus';

/** Whence messages come and what is done with each. */
export interface IntakeOptions {
  /** A peek-lock receiver. */
  receiver: Pick<ServiceBusReceiver, 'subscribe'>;
  /** Messages held at once. */
  maxInFlight: number;
  /** Handles one message to its end. Must not throw: the client library would abandon the message by itself. */
  handle: (message: ServiceBusReceivedMessage) => Promise<void>;
  /** Called when receiving fails; the client library goes on trying by itself. */
  onError: (error: ProcessErrorArgs) => void;
}

/** The flow of messages into the worker, which can be turned off and on. */
export interface Intake {
  /** Lets messages in. While some that came before a {@link pause} are still in hand, it waits for them. */
  resume(): void;
  /** Lets no more in; those in hand go on. */
  pause(): void;
  /** Resolves once no message is in hand. */
  idle(): Promise<void>;
  /** Messages in hand. */
  readonly inFlight: number;
}

/** Builds an intake that is off. */
export function createIntake({ receiver, maxInFlight, handle, onError }: IntakeOptions): Intake {
  let wanted = false;
  let subscription: { close(): Promise<void> } | undefined;
  let inFlight = 0;
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
  }

  async function apply(): Promise<void> {
    if (!wanted) {
      await subscription?.close().catch(() => {});
      subscription = undefined;
      return;
    }
    if (subscription !== undefined) return;
    // The client grants full credit on subscribing, and one more for each message that ends: those still in
    // hand would raise the limit for good.
    await nothingInHand.promise;
    if (!wanted) return;
    subscription = receiver.subscribe(
      { processMessage, processError: async (args) => onError(args) },
      { autoCompleteMessages: false, maxConcurrentCalls: maxInFlight },
    );
  }

  function want(open: boolean): void {
    wanted = open;
    switching = switching.then(apply);
  }

  return {
    resume: () => want(true),
    pause: () => want(false),
    async idle() {
      await switching;
      await nothingInHand.promise;
    },
    get inFlight() {
      return inFlight;
    },
  };
}
