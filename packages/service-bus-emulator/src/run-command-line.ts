import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import type { Certificate } from './certificate.ts';
import { defaultHealthPort } from './default-health-port.ts';
import { describeTopology } from './describe-topology.ts';
import { startServiceBusEmulator } from './emulator.ts';
import { guardProcess } from './guard-process.ts';
import type { RunningTls } from './service-bus-emulator.ts';
import { readTopology } from './topology.ts';
import type { Topology } from './topology-codec.ts';

interface Flags {
  readonly config?: string | undefined;
  readonly host?: string | undefined;
  readonly port: number;
  readonly healthPort?: number | undefined;
  readonly data?: string | undefined;
  readonly tls?: boolean | undefined;
  readonly tlsPort: number;
  readonly webSocketPort?: number | undefined;
  readonly tlsCert?: string | undefined;
  readonly tlsKey?: string | undefined;
}

function port(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new InvalidArgumentError('A port is a number from 0 to 65535; 0 takes a free one.');
}

function readConfig(path: string): Topology {
  let json: unknown;
  try {
    json = JSON.parse(readText(path));
  } catch (error) {
    throw error instanceof SyntaxError ? cannotRead(path, error) : error;
  }
  return readTopology(json);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw cannotRead(path, error);
  }
}

function cannotRead(path: string, error: unknown): Error {
  return new Error(`Cannot read ${path}: ${error instanceof Error ? error.message : 'unknown error'}`);
}

function messageFor(error: unknown): string {
  const isPortTaken =
    error instanceof Error && 'code' in error && error.code === 'EADDRINUSE' && 'port' in error;
  if (isPortTaken)
    return `Port ${error.port} is in use; choose another one with --port, --tls-port, --web-socket-port or --health-port.`;
  return error instanceof Error ? error.message : String(error);
}

function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}

/** The certificate to show: the one that is given, or none, so that one is made. */
function givenCertificate({ tlsCert, tlsKey }: Flags): Certificate | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new Error('--tls-cert and --tls-key must be given together.');
  return { cert: readText(tlsCert), key: readText(tlsKey) };
}

/** Clients must trust a certificate that was just made, so it is put where they can be given it. */
function tlsLines({ connectionString, certificate }: RunningTls, isMade: boolean): string[] {
  const lines = [`Connection string with TLS: ${connectionString}`];
  if (!isMade) return lines;
  const path = join(tmpdir(), 'service-bus-emulator.pem');
  writeFileSync(path, certificate);
  return [...lines, `Certificate, to be trusted by clients (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE): ${path}`];
}

async function run(flags: Flags): Promise<void> {
  const { config, host, port, tlsPort, healthPort = defaultHealthPort(port) } = flags;
  const certificate = givenCertificate(flags);
  const hasTls = flags.tls === true || certificate !== undefined;
  const topology = config === undefined ? undefined : readConfig(config);
  const emulator = await startServiceBusEmulator({
    host,
    port,
    healthPort,
    topology,
    dataFolder: flags.data,
    tls: hasTls ? { port: tlsPort, webSocketPort: flags.webSocketPort, certificate } : undefined,
  });
  const lines = [`Connection string: ${emulator.connectionString}`];
  if (emulator.healthPort !== undefined) lines.push(`Health: http://127.0.0.1:${emulator.healthPort}/health`);
  if (emulator.tls !== undefined) lines.push(...tlsLines(emulator.tls, certificate === undefined));
  lines.push(
    ...(topology === undefined ? ['No entities; give --config to have some.'] : describeTopology(topology)),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
  await untilSignal();
  await emulator.close();
}

/** Runs the emulator as the command line says, until a signal ends it. */
export async function runCommandLine(): Promise<void> {
  guardProcess(process);
  await command().parseAsync();
}

function command(): Command {
  return new Command('emulator')
    .description(
      'An Azure Service Bus for one machine: speaks AMQP 1.0 to the official clients, keeps everything in memory.',
    )
    .option(
      '--config <file>',
      "queues, topics and subscriptions, in the format of the official emulator's config.json",
    )
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 lets containers and other machines in',
      '127.0.0.1',
    )
    .option('--port <number>', 'port without TLS; 0 takes a free one', port, 5672)
    .option(
      '--data <folder>',
      'keeps entities and messages in a folder; without it they end with the process',
    )
    .option('--tls', 'listen with TLS, too, with a certificate that is made at start')
    .option('--tls-port <number>', 'port with TLS; 0 takes a free one', port, 5671)
    .option(
      '--web-socket-port <number>',
      'a port more with TLS, for clients that open WebSockets on 443 alone',
      port,
    )
    .option('--tls-cert <file>', 'certificate to show instead, as PEM')
    .option('--tls-key <file>', 'its private key, as PEM')
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
}
