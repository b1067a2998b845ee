import { type Clock, systemClock } from '@spotler-connector/clock';
import { closeMessages } from './close-messages.ts';
import type { Intake } from './intake.ts';
import type { MessageReceiver } from './receive-messages.ts';

/** How connections are made, and what is done on each. */
export interface ReplaceableReceiverOptions {
  /** Makes a new client and receiver; opens nothing yet. */
  readonly connect: () => MessageReceiver;
  /** Builds an intake on a receiver. `onMessage` must be called for each message. */
  readonly open: (messages: MessageReceiver, onMessage: () => void) => Intake;
  /** How long closing may take, in milliseconds: the network may be what is broken. */
  readonly closeMs: number;
  /** Tells when messages came. Default: the machine's. */
  readonly clock?: Clock | undefined;
}

/** An intake whose connection can be replaced. */
export interface ReplaceableReceiver extends Intake {
  /** For how many milliseconds no message came although it is on; `undefined` while none can be expected. */
  idleMs(): number | undefined;
  /**
   * For how many milliseconds no message came, whatever is in hand; `undefined` while none can be expected.
   */
  quietMs(): number | undefined;
  /** Asks Service Bus something over the connection in use. May never end when the connection is lost. */
  ask(): Promise<unknown>;
  /** Goes on with a new client. What came over the old one is finished over it, if it still works. */
  reconnect(): void;
  /** Closes the connection, within the time given. */
  close(): Promise<void>;
}

interface Connection {
  readonly messages: MessageReceiver;
  readonly intake: Intake;
}

/** Builds a receiver that is off. */
export function createReplaceableReceiver({
  connect,
  open,
  closeMs,
  clock = systemClock,
}: ReplaceableReceiverOptions): ReplaceableReceiver {
  let lastMessageAt = 0;
  let wanted = false;
  /** Old connections with messages still in hand. */
  const draining = new Set<Connection>();
  let connection = newConnection();

  function newConnection(): Connection {
    const messages = connect();
    const onMessage = () => {
      lastMessageAt = clock.monotonic();
    };
    return { messages, intake: open(messages, onMessage) };
  }

  async function drain(old: Connection): Promise<void> {
    draining.add(old);
    old.intake.pause();
    await old.intake.idle();
    draining.delete(old);
    await closeMessages(old.messages, closeMs);
  }

  return {
    resume() {
      wanted = true;
      lastMessageAt = clock.monotonic();
      connection.intake.resume();
    },
    pause() {
      wanted = false;
      connection.intake.pause();
    },
    admitOne: () => connection.intake.admitOne(),
    async idle() {
      await Promise.all([connection, ...draining].map(({ intake }) => intake.idle()));
    },
    get inFlight() {
      return [connection, ...draining].reduce((sum, { intake }) => sum + intake.inFlight, 0);
    },
    idleMs() {
      if (!wanted) return undefined;
      return connection.intake.inFlight > 0 ? 0 : clock.monotonic() - lastMessageAt;
    },
    quietMs: () => (wanted ? clock.monotonic() - lastMessageAt : undefined),
    ask: () => connection.messages.receiver.peekMessages(1),
    reconnect() {
      void drain(connection);
      connection = newConnection();
      lastMessageAt = clock.monotonic();
      if (wanted) connection.intake.resume();
    },
    close: () => closeMessages(connection.messages, closeMs),
  };
}
