import { ServiceBusClient, type ServiceBusReceiver, type ServiceBusSender } from '@azure/service-bus';
import { systemClock } from '@spotler-connector/clock';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';

/** Cost of a full emulator. Times are microseconds per message, over a real socket. */
export interface EmulatorCost {
  /** Messages that waited when it was fullest. */
  readonly messages: number;
  /** Bytes of each body. */
  readonly bodyBytes: number;
  /** Memory of the process per waiting message, in bytes; both ends of the socket live in it. */
  readonly bytesPerMessage: number;
  /** Sending, in batches. */
  readonly sendMicros: number;
  /** Receiving and completing while the queue is full. */
  readonly settleFullMicros: number;
  /** Receiving and completing when hardly a message is left. */
  readonly settleEmptyMicros: number;
  /** The former divided by the latter: about 1 when no operation looks at all messages. */
  readonly ratio: number;
}

/** Size of the measurement. */
export interface EmulatorBenchOptions {
  /** Messages that wait. Default 100 000. */
  readonly messages?: number | undefined;
  /** Bytes of each body. Default 3072. */
  readonly bodyBytes?: number | undefined;
  /** Messages received and completed for each of the two times, and before them to warm up. Default 2000. */
  readonly settled?: number | undefined;
}

const QUEUE = 'bench';
/** So many bodies of 3 KB fit into one batch of 256 KB. */
const BATCH = 80;

/** Fills a queue, and measures memory and time per message while it is full and when it is nearly empty. */
export async function benchServiceBusEmulator(options: EmulatorBenchOptions = {}): Promise<EmulatorCost> {
  const { messages = 100_000, bodyBytes = 3072, settled = 2000 } = options;
  const emulator = await startServiceBusEmulator();
  const client = new ServiceBusClient(emulator.connectionString);
  try {
    emulator.createQueue(QUEUE);
    const receiver = client.createReceiver(QUEUE);
    const before = memory();
    const sendMicros = await microsPer(messages, () =>
      fillQueue(client.createSender(QUEUE), messages, bodyBytes),
    );
    const bytesPerMessage = (memory() - before) / messages;
    await settle(receiver, settled);
    const settleFullMicros = await microsPer(settled, () => settle(receiver, settled));
    await drain(client.createReceiver(QUEUE, { receiveMode: 'receiveAndDelete' }), messages - 3 * settled);
    const settleEmptyMicros = await microsPer(settled, () => settle(receiver, settled));
    const ratio = settleFullMicros / settleEmptyMicros;
    return { messages, bodyBytes, bytesPerMessage, sendMicros, settleFullMicros, settleEmptyMicros, ratio };
  } finally {
    await client.close();
    await emulator.close();
  }
}

/** Sends messages in batches. */
export async function fillQueue(sender: ServiceBusSender, count: number, bodyBytes: number): Promise<void> {
  for (let sent = 0; sent < count; sent += BATCH) {
    const size = Math.min(BATCH, count - sent);
    await sender.sendMessages(Array.from({ length: size }, () => ({ body: Buffer.alloc(bodyBytes, 'x') })));
  }
}

async function settle(receiver: ServiceBusReceiver, count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const messages = await receiver.receiveMessages(Math.min(100, count - done), { maxWaitTimeInMs: 5000 });
    if (messages.length === 0) throw new Error('The emulator has lost messages.');
    await Promise.all(messages.map((message) => receiver.completeMessage(message)));
    done += messages.length;
  }
}

async function drain(receiver: ServiceBusReceiver, count: number): Promise<void> {
  for (let done = 0; done < count; ) {
    const messages = await receiver.receiveMessages(Math.min(1000, count - done), { maxWaitTimeInMs: 5000 });
    if (messages.length === 0) throw new Error('The emulator has lost messages.');
    done += messages.length;
  }
}

async function microsPer(count: number, work: () => Promise<void>): Promise<number> {
  const begin = systemClock.monotonic();
  await work();
  return ((systemClock.monotonic() - begin) * 1000) / count;
}

/** Heap and buffers, after a collection when node runs with --expose-gc. */
function memory(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
