import type { ServiceBusClient, ServiceBusMessage, ServiceBusSender } from '@azure/service-bus';
import pTimeout from 'p-timeout';
import { sendTogether } from './send-together.ts';

/** Sends messages to the queue that is read. */
export interface MessageSender {
  /**
   * Makes sure that messages may be sent, without sending one.
   *
   * @throws {ServiceBusError} with code `UnauthorizedAccess` when the identity lacks the right to send.
   */
  open(): Promise<void>;
  /** Sends a message; resolves once the queue has it. @throws {ServiceBusError} */
  send(message: ServiceBusMessage): Promise<void>;
  /**
   * Sends a message in one batch with others that are sent so meanwhile; resolves once the queue has it.
   *
   * @throws {ServiceBusError} when its batch could not be sent.
   */
  sendTogether(message: ServiceBusMessage): Promise<void>;
  /** Closes the connection, within the time given in milliseconds. */
  close(milliseconds: number): Promise<void>;
}

interface Connection {
  readonly client: Pick<ServiceBusClient, 'close'>;
  readonly sender: Pick<ServiceBusSender, 'createMessageBatch' | 'sendMessages'>;
}

/**
 * Builds a sender that connects when it is first needed, and anew after a failure: a client whose token was
 * not renewed once never renews it again (Azure/azure-sdk-for-js#38467).
 */
export function createMessageSender(connect: () => ServiceBusClient, queue: string): MessageSender {
  let connection: Connection | undefined;

  function connected(): Connection {
    if (connection !== undefined) return connection;
    const client = connect();
    connection = { client, sender: client.createSender(queue) };
    return connection;
  }

  async function use(call: (sender: Connection['sender']) => Promise<unknown>): Promise<void> {
    const used = connected();
    try {
      await call(used.sender);
    } catch (error) {
      if (connection === used) connection = undefined;
      // Whoever else uses it fails as well, and finds a new one next time.
      used.client.close().catch(() => {});
      // What failed in several tries comes as one error for each.
      throw error instanceof AggregateError ? error.errors.at(-1) : error;
    }
  }

  return {
    // The link is opened to ask how large a batch may be.
    open: () => use((sender) => sender.createMessageBatch()),
    send: (message) => use((sender) => sender.sendMessages(message)),
    sendTogether: sendTogether(use),
    async close(milliseconds) {
      const closing = connection?.client.close().catch(() => {});
      await pTimeout(Promise.resolve(closing), { milliseconds, fallback: () => {} });
    },
  };
}
