import { guardProcess } from '@spotler-connector/observability/process';
import { Command, InvalidArgumentError, Option } from 'commander';
import { startSpotlerSimulator } from './simulator.ts';
import type { SpotlerSimulatorOptions } from './simulator-options.ts';

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly anonymizeStatus: '410' | '204' | '200';
  readonly unknownContact: 'typed' | 'bare-404' | 'bare-410';
  readonly consumerKey: string;
  readonly consumerSecret: string;
}

const STATUSES = { '410': 410, '204': 204, '200': 200 } as const;

/** Runs the simulator as the command line says, until a signal ends it. */
export async function runCommandLine(): Promise<void> {
  guardProcess(process);
  await command().parseAsync();
}

function command(): Command {
  return new Command('spotler-simulator')
    .description('The Spotler Mail+ endpoints over an in-memory address book, with faults on demand')
    .option('--port <number>', 'TCP port; 0 picks a free one', readPort, 8082)
    .option('--host <address>', 'address to listen on; 0.0.0.0 in a container', '127.0.0.1')
    .addOption(
      new Option('--anonymize-status <status>', 'answer to the first anonymization of a contact')
        .choices(Object.keys(STATUSES))
        .default('410'),
    )
    .addOption(
      new Option('--unknown-contact <answer>', 'answer about a contact that is not there')
        .choices(['typed', 'bare-404', 'bare-410'])
        .default('typed'),
    )
    .option('--consumer-key <key>', 'key that requests must be signed with', 'simulator-key')
    .option('--consumer-secret <secret>', 'secret that requests must be signed with', 'simulator-secret')
    .action(async (flags: Flags) => run({ ...flags, anonymizeStatus: STATUSES[flags.anonymizeStatus] }));
}

async function run(
  options: SpotlerSimulatorOptions & { readonly port: number; readonly host: string },
): Promise<void> {
  try {
    const simulator = await startSpotlerSimulator(options);
    const stop = (): void => void simulator.close();
    process.once('SIGINT', stop);
    process.once('SIGTERM', stop);
    process.stdout.write(
      `Spotler simulator\n  base URL      ${simulator.baseUrl}\n  consumer key  ${simulator.consumerKey}\n  control       ${simulator.url}/_simulator/\n`,
    );
  } catch (error) {
    process.stderr.write(`${explain(error, options)}\n`);
    process.exitCode = 1;
  }
}

function explain(error: unknown, { port, host }: { port: number; host: string }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use. Choose another one with --port, or 0 for any free one.`;
  if (code === 'EACCES')
    return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${host} is no address of this machine. Choose one of its own with --host.`;
  return `The simulator could not start: ${String(code ?? error)}`;
}

function readPort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('Give a whole number from 0 to 65535.');
}
