import pTimeout from 'p-timeout';
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
}

/** An intake whose connection can be replaced. */
export interface ReplaceableReceiver extends Intake {
  /** When a message came last, or the intake was resumed; `undefined` while none can be expected. */
  lastMessageAt(): number | undefined;
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
}: ReplaceableReceiverOptions): ReplaceableReceiver {
  let lastMessageAt = 0;
  let wanted = false;
  /** Old connections with messages still in hand. */
  const draining = new Set<Connection>();
  let connection = newConnection();

  function newConnection(): Connection {
    const messages = connect();
    const onMessage = () => {
      lastMessageAt = Date.now();
    };
    return { messages, intake: open(messages, onMessage) };
  }

  async function drain(old: Connection): Promise<void> {
    draining.add(old);
    old.intake.pause();
    await old.intake.idle();
    draining.delete(old);
    await close(old.messages, closeMs);
  }

  return {
    resume() {
      wanted = true;
      lastMessageAt = Date.now();
      connection.intake.resume();
    },
    pause() {
      wanted = false;
      connection.intake.pause();
    },
    letOneIn: () => connection.intake.letOneIn(),
    async idle() {
      await Promise.all([connection, ...draining].map(({ intake }) => intake.idle()));
    },
    get inFlight() {
      return [connection, ...draining].reduce((sum, { intake }) => sum + intake.inFlight, 0);
    },
    lastMessageAt() {
      if (!wanted) return undefined;
      return connection.intake.inFlight > 0 ? Date.now() : lastMessageAt;
    },
    reconnect() {
      void drain(connection);
      connection = newConnection();
      lastMessageAt = Date.now();
      if (wanted) connection.intake.resume();
    },
    close: () => close(connection.messages, closeMs),
  };
}

async function close({ receiver, client }: MessageReceiver, milliseconds: number): Promise<void> {
  const closing = receiver.close().then(() => client.close());
  // What can't be closed in good order is cut off with the process, or by Service Bus.
  await pTimeout(closing, { milliseconds, fallback: () => {} }).catch(() => {});
}
