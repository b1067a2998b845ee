import { once } from 'node:events';
import { Command, CommanderError } from 'commander';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

/** Where text goes. */
export interface TextSink {
  write(text: string): unknown;
}

/** Runs the simulator until SIGINT or SIGTERM. Resolves to the exit code. */
export async function runCommandLine(argv: readonly string[], out: TextSink, err: TextSink): Promise<number> {
  const command = commandOf(out, err);
  try {
    command.parse([...argv]);
  } catch (error) {
    return error instanceof CommanderError ? error.exitCode : 1;
  }
  const { port, serviceBus, queue } = command.opts<{ port: string; serviceBus?: string; queue: string }>();
  const simulator = await start(Number(port), serviceBus, queue, err);
  if (simulator === null) return 1;
  out.write(`Dataverse simulator: ${simulator.url}\nWeb API: ${simulator.url}/api/data/v9.2/\n`);
  out.write(`Commands: ${simulator.url}/_simulator/contact\n`);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await simulator.close();
  return 0;
}

async function start(
  port: number,
  connectionString: string | undefined,
  queueOrTopic: string,
  err: TextSink,
): Promise<DataverseSimulator | null> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    err.write('The port must be a number from 0 to 65535.\n');
    return null;
  }
  try {
    return await startDataverseSimulator({
      port,
      ...(connectionString === undefined ? {} : { serviceBus: { connectionString, queueOrTopic } }),
      onGivenUp: () => err.write('A change message was given up: the broker did not take it.\n'),
    });
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    err.write(
      taken
        ? `Port ${port} is in use; choose another with --port.\n`
        : 'The simulator could not start: check the connection string.\n',
    );
    return null;
  }
}

function commandOf(out: TextSink, err: TextSink): Command {
  return new Command('dataverse-simulator')
    .description("Dataverse's Web API over rows in memory; changes are published to a Service Bus queue")
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '8081')
    .option('--service-bus <connection string>', 'where change messages go; without it none are sent')
    .option('--queue <name>', 'queue or topic', 'dataverse-changes')
    .exitOverride()
    .configureOutput({ writeOut: (text) => out.write(text), writeErr: (text) => err.write(text) });
}
