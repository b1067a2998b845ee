import { readFileSync } from 'node:fs';
import { Command, InvalidArgumentError } from 'commander';
import { defaultHealthPort } from './default-health-port.ts';
import { describeTopology } from './describe-topology.ts';
import { startServiceBusEmulator } from './emulator.ts';
import { readTopology } from './topology.ts';
import type { Topology } from './topology-codec.ts';

interface Flags {
  readonly config?: string | undefined;
  readonly port: number;
  readonly healthPort?: number | undefined;
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 takes a free one.');
}

function readConfig(path: string): Topology {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`Cannot read ${path}: ${error instanceof Error ? error.message : 'unknown error'}`);
  }
  return readTopology(json);
}

function messageFor(error: unknown): string {
  const isPortTaken =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
  if (isPortTaken) return `Port ${error.port} is in use; choose another one with --port or --health-port.`;
  return error instanceof Error ? error.message : String(error);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

async function run({ config, port, healthPort = defaultHealthPort(port) }: Flags): Promise<void> {
  const topology = config === undefined ? undefined : readConfig(config);
  const emulator = await startServiceBusEmulator({
    port,
    healthPort,
    topology,
  });
  const lines = [`Connection string: ${emulator.connectionString}`];
  if (emulator.healthPort !== undefined) lines.push(`Health: http://127.0.0.1:${emulator.healthPort}/health`);
  lines.push(
    ...(topology === undefined ? ['No entities; give --config to have some.'] : describeTopology(topology)),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  await untilSignal();
  await emulator.close();
}

const program = new Command('emulator')
  .description(
    'An Azure Service Bus for one machine: speaks AMQP 1.0 to the official clients, keeps everything in memory.',
  )
  .option(
    '--config <file>',
    "queues, topics and subscriptions, in the format of the official emulator's config.json",
  )
  .option('--port <number>', 'AMQP port on 127.0.0.1; 0 takes a free one', port, 5672)
  .option(
    '--health-port <number>',
    'port of GET /health; 0 takes a free one (default: 5300 beside port 5672, else not served)',
    port,
  )
  .action(async (flags: Flags) => {
    try {
      await run(flags);
    } catch (error) {
      process.stderr.write(`${messageFor(error)}\n`);
      process.exitCode = 1;
    }
  });

await program.parseAsync();
