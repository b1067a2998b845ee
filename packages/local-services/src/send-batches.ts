import type { ServiceBusMessage, ServiceBusSender } from '@azure/service-bus';

/** Sends many, in batches as large as the queue takes. */
export async function sendBatches(
  sender: Pick<ServiceBusSender, 'createMessageBatch' | 'sendMessages'>,
  messages: readonly ServiceBusMessage[],
): Promise<void> {
  let batch = await sender.createMessageBatch();
  for (const message of messages) {
    if (batch.tryAddMessage(message)) continue;
    await sender.sendMessages(batch);
    batch = await sender.createMessageBatch();
    batch.tryAddMessage(message);
  }
  await sender.sendMessages(batch);
}
