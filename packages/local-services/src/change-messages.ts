import { ServiceBusClient, type ServiceBusMessage } from '@azure/service-bus';
import { sendBatches } from './send-batches.ts';
import { QUEUE } from './services.ts';

/** A change message that says no more than it must. */
export function aChangeMessage(id: string, table = 'contact', messageName = 'Update'): ServiceBusMessage {
  const body = {
    MessageName: messageName,
    PrimaryEntityName: table,
    PrimaryEntityId: id,
    InputParameters: [
      {
        key: 'Target',
        value: {
          __type: 'EntityReference:http://schemas.microsoft.com/xrm/2011/Contracts',
          Id: id,
          LogicalName: table,
        },
      },
    ],
  };
  return { body, contentType: 'application/json' };
}

/** Sends as anybody would who knows nothing but a connection string. */
export async function send(connectionString: string, messages: ServiceBusMessage[]): Promise<void> {
  const client = new ServiceBusClient(connectionString, {
    retryOptions: { maxRetries: 5, retryDelayInMs: 100 },
  });
  try {
    const sender = client.createSender(QUEUE);
    for (const message of messages) await sender.sendMessages(message);
  } finally {
    await client.close();
  }
}

/** Reason and description of everything in the dead-letter queue. */
export async function deadLetters(
  connectionString: string,
): Promise<{ reason: string; description: string }[]> {
  const client = new ServiceBusClient(connectionString);
  try {
    const receiver = client.createReceiver(QUEUE, { subQueueType: 'deadLetter' });
    const found = [];
    for (;;) {
      const messages = await receiver.peekMessages(100);
      if (messages.length === 0) return found;
      for (const message of messages) {
        found.push({
          reason: message.deadLetterReason ?? '',
          description: message.deadLetterErrorDescription ?? '',
        });
      }
    }
  } finally {
    await client.close();
  }
}

/** Sends many, in batches as large as the queue takes. */
export async function sendAll(
  connectionString: string,
  messages: readonly ServiceBusMessage[],
): Promise<void> {
  const client = new ServiceBusClient(connectionString);
  try {
    await sendBatches(client.createSender(QUEUE), messages);
  } finally {
    await client.close();
  }
}
