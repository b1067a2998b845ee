import { ServiceBusClient } from '@azure/service-bus';
import { aChangeMessage, type Services, sendBatches } from '@spotler-connector/local-services';

/** A queue and the records that its messages are about. */
export interface KeptBacklog {
  readonly serviceBus: Pick<Services['serviceBus'], 'connectionString' | 'onEvent'>;
  readonly queue: string;
  readonly ids: readonly string[];
  readonly waiting: number;
}

/** As many as are sent at once. */
const PORTION = 100;
const FIRST_PORTION = 10_000;

/** Sends so many messages, each about the next record, and from then on as many as are completed. */
export async function keepBacklog({ serviceBus, queue, ids, waiting }: KeptBacklog): Promise<void> {
  const sender = new ServiceBusClient(serviceBus.connectionString).createSender(queue);
  let sent = 0;
  let completed = 0;

  async function send(count: number): Promise<void> {
    const begun = sent;
    sent += count;
    const messages = Array.from({ length: count }, (_, index) => {
      const { body, ...message } = aChangeMessage(ids[(begun + index) % ids.length] ?? '');
      return { ...message, body: Buffer.from(JSON.stringify(body)) };
    });
    await sendBatches(sender, messages);
  }

  while (sent < waiting) await send(Math.min(FIRST_PORTION, waiting - sent));
  serviceBus.onEvent(({ kind }) => {
    if (kind !== 'completed') return;
    completed += 1;
    if (completed % PORTION === 0) void send(PORTION);
  });
}
