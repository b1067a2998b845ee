import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { systemClock } from '@spotler-connector/clock';
import { startServiceBusEmulator } from '@spotler-connector/service-bus-emulator';
import { median } from '../median.ts';
import { receiveAndSettle } from './receive-and-settle.ts';
import { fillQueue } from './waiting-messages.ts';

/** Microseconds per message of one emulator. */
export interface FolderCost {
  readonly sendOne: number;
  readonly sendBatch: number;
  readonly settle: number;
}

const QUEUE = 'bench';

/** Measures an emulator that keeps everything in a folder beside one that forgets. */
export async function benchWithFolder({ messages = 4000, rounds = 5 } = {}): Promise<{
  readonly folder: FolderCost;
  readonly memory: FolderCost;
}> {
  const costs: { readonly folder: FolderCost[]; readonly memory: FolderCost[] } = { folder: [], memory: [] };
  for (let round = 0; round <= rounds; round += 1) {
    const dataFolder = await mkdtemp(join(tmpdir(), 'bench-emulator-'));
    const folder = await costOf(dataFolder, messages);
    await rm(dataFolder, { recursive: true });
    const memory = await costOf(undefined, messages);
    if (round === 0 && rounds > 0) continue;
    costs.folder.push(folder);
    costs.memory.push(memory);
  }
  return { folder: medians(costs.folder), memory: medians(costs.memory) };
}

async function costOf(dataFolder: string | undefined, messages: number): Promise<FolderCost> {
  const emulator = await startServiceBusEmulator({ dataFolder });
  emulator.createQueue(QUEUE);
  const client = new ServiceBusClient(emulator.connectionString);
  try {
    const sender = client.createSender(QUEUE);
    const few = Math.ceil(messages / 10);
    const body = Buffer.alloc(3072, 'x');
    const sendOne = await microsPer(few, async () => {
      for (let sent = 0; sent < few; sent += 1) await sender.sendMessages({ body });
    });
    const sendBatch = await microsPer(messages, () => fillQueue(sender, messages, body.length));
    const settle = await microsPer(messages, () => receiveAndSettle(emulator.port, QUEUE, messages));
    return { sendOne, sendBatch, settle };
  } finally {
    await client.close();
    await emulator.close();
  }
}

async function microsPer(count: number, work: () => Promise<void>): Promise<number> {
  const begin = systemClock.monotonic();
  await work();
  return ((systemClock.monotonic() - begin) * 1000) / count;
}

function medians(costs: readonly FolderCost[]): FolderCost {
  const medianOf = (name: keyof FolderCost) => median(costs.map((cost) => cost[name]));
  return { sendOne: medianOf('sendOne'), sendBatch: medianOf('sendBatch'), settle: medianOf('settle') };
}
