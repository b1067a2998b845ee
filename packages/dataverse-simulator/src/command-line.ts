import { once } from 'node:events';
import { Command, CommanderError } from 'commander';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { Delivery } from './publishing/change-publisher.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

/** Where text goes. */
export interface TextSink {
  write(text: string): unknown;
}

/** Options of the command line. */
interface CommandLineOptions {
  readonly port: string;
  readonly host: string;
  readonly url?: string | undefined;
  readonly serviceBus?: string | undefined;
  readonly queue: string;
  readonly delayUpTo: string;
  readonly duplicateEvery: string;
  readonly bare: boolean;
}

/** Runs the simulator until SIGINT or SIGTERM. Resolves to the exit code. */
export async function runCommandLine(argv: readonly string[], out: TextSink, err: TextSink): Promise<number> {
  const command = commandOf(out, err);
  try {
    command.parse([...argv]);
  } catch (error) {
    return error instanceof CommanderError ? error.exitCode : 1;
  }
  const options = command.opts<CommandLineOptions>();
  const mistake = mistakeIn(options);
  if (mistake !== null) {
    err.write(`${mistake}\n`);
    return 1;
  }
  const simulator = await start(options, err);
  if (simulator === null) return 1;
  const ended = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  out.write(
    `Dataverse simulator: ${simulator.url}\n` +
      `Web API: ${simulator.url}/api/data/v9.2/\n` +
      `Commands: ${simulator.url}/_simulator/contact, also lead, account, jobs and faults\n`,
  );
  await ended;
  await simulator.close();
  return 0;
}

function mistakeIn({ port, url, delayUpTo, duplicateEvery }: CommandLineOptions): string | null {
  if (!isWholeNumber(port) || Number(port) > 65_535) return 'The port must be a number from 0 to 65535.';
  if (url !== undefined && !/^https?:\/\/[^/?#]+$/.test(url))
    return 'The URL must be an address without a path.';
  if (!isWholeNumber(delayUpTo)) return 'The delay must be a number of milliseconds.';
  return isWholeNumber(duplicateEvery) ? null : 'Duplicates must be a number of messages.';
}

async function start(options: CommandLineOptions, err: TextSink): Promise<DataverseSimulator | null> {
  const { serviceBus: connectionString, queue: queueOrTopic } = options;
  try {
    return await startDataverseSimulator({
      port: Number(options.port),
      bare: options.bare,
      host: options.host,
      url: options.url,
      serviceBus: connectionString === undefined ? undefined : { connectionString, queueOrTopic },
      delivery: deliveryOf(Number(options.delayUpTo), Number(options.duplicateEvery)),
      onGivenUp: () => err.write('A change message was given up: the broker did not take it.\n'),
    });
  } catch (error) {
    err.write(`${explain(error, options)}\n`);
    return null;
  }
}

function explain(error: unknown, { port, host }: CommandLineOptions): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return `${host} is no address of this machine; see --host.`;
  return 'The simulator could not start: check the connection string.';
}

function deliveryOf(delayUpToMs: number, duplicateEvery: number): Delivery {
  let count = 0;
  return {
    delayMs: () => Math.floor(Math.random() * delayUpToMs),
    copies: () => {
      count += 1;
      return duplicateEvery > 0 && count % duplicateEvery === 0 ? 2 : 1;
    },
  };
}

function isWholeNumber(text: string): boolean {
  return /^\d{1,9}$/.test(text);
}

function commandOf(out: TextSink, err: TextSink): Command {
  return new Command('dataverse-simulator')
    .description("Dataverse's Web API over rows in memory; changes are published to a Service Bus queue")
    .option('--port <number>', 'port; 0 takes a free one', '8081')
    .option('--host <address>', 'address to listen on; 0.0.0.0 in a container', '127.0.0.1')
    .option('--url <url>', 'the address that others know it by, for links and messages')
    .option('--service-bus <connection string>', 'where change messages go; without it none are sent')
    .option('--queue <name>', 'queue or topic', 'dataverse-changes')
    .option(
      '--delay-up-to <milliseconds>',
      'hold each message back for a random time, which re-orders them',
      '0',
    )
    .option('--duplicate-every <number>', 'send every so many-th message twice; 0 for none', '0')
    .option(
      '--bare',
      'start with nothing registered: `spotler-connector dataverse register` makes steps and the job table',
      false,
    )
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
}
