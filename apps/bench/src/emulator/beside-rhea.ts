import { ServiceBusClient } from '@azure/service-bus';
import { systemClock } from '@spotler-connector/clock';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { median } from '../median.ts';
import { startBareRhea } from './bare-rhea.ts';
import { receiveAndSettle } from './receive-and-settle.ts';
import { fillQueue } from './waiting-messages.ts';

/** Receiving and settling over one socket with one client, from two servers; microseconds per message. */
export interface BesideRhea {
  readonly emulatorMicros: number;
  readonly rheaMicros: number;
  /** Cost of the emulator in that of rhea. */
  readonly ratio: number;
}

/** Size of the measurement. */
export interface BesideRheaOptions {
  /** Messages of a run. Default 5000. */
  readonly messages?: number | undefined;
  /** Runs of each, in turn; the median counts. Default 7. */
  readonly rounds?: number | undefined;
  /** Bytes of each body. Default 3072. */
  readonly bodyBytes?: number | undefined;
}

const QUEUE = 'bench';

/** Measures the emulator beside a server of bare rhea, A B A B. */
export async function benchBesideRhea(options: BesideRheaOptions = {}): Promise<BesideRhea> {
  const { messages = 5000, rounds = 7, bodyBytes = 3072 } = options;
  const emulator = await startServiceBusEmulator();
  emulator.createQueue(QUEUE);
  const bare = await startBareRhea(bodyBytes);
  const client = new ServiceBusClient(emulator.connectionString);
  const times: { readonly emulator: number[]; readonly rhea: number[] } = { emulator: [], rhea: [] };
  try {
    const sender = client.createSender(QUEUE);
    // The first round warms up and is left out.
    for (let round = 0; round <= rounds; round += 1) {
      await fillQueue(sender, messages, bodyBytes);
      const emulatorTime = await microsOf(emulator.port, messages);
      const rheaTime = await microsOf(bare.port, messages);
      if (round === 0) continue;
      times.emulator.push(emulatorTime);
      times.rhea.push(rheaTime);
    }
  } finally {
    await client.close();
    await emulator.close();
    await bare.close();
  }
  const [emulatorMicros, rheaMicros] = [median(times.emulator), median(times.rhea)];
  return { emulatorMicros, rheaMicros, ratio: emulatorMicros / rheaMicros };
}

async function microsOf(port: number, messages: number): Promise<number> {
  globalThis.gc?.();
  const begin = systemClock.monotonic();
  await receiveAndSettle(port, QUEUE, messages);
  return ((systemClock.monotonic() - begin) * 1000) / messages;
}
