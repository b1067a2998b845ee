import { describeMistake, loadConfiguration } from '@spotler-connector/configuration';
import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { createLogger } from '@spotler-connector/observability';
import { startWorker } from './start-worker.ts';
import { VERSION } from './version.ts';

const USAGE = `Usage: pnpm worker [--check] [--help]

Consumes change messages from Service Bus and makes Spotler agree with Dataverse.
Configured by environment variables; docs/configuration.md lists them.

  --check  say whether the configuration is complete and valid, and exit
  --help   show this
`;

/** Exit codes: 0 done, 1 failed, 2 wrong usage or configuration. */
async function main(flags: readonly string[]): Promise<number> {
  if (flags.includes('--help')) return say(process.stdout, USAGE, 0);
  const unknown = flags.find((flag) => flag !== '--check');
  if (unknown !== undefined) return say(process.stderr, `Unknown option ${unknown}\n\n${USAGE}`, 2);
  const reading = loadConfiguration();
  if (reading.kind === 'invalid') {
    const lines = reading.mistakes.map((mistake) => `  ${describeMistake(mistake)}\n`).join('');
    return say(process.stderr, `The configuration can't be used:\n${lines}`, 2);
  }
  if (flags.includes('--check')) return say(process.stdout, 'The configuration is complete and valid.\n', 0);
  const { configuration } = reading;
  const logger = createLogger(configuration.log);
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    // Node would print the error itself, with whatever its text holds.
    process.once(event, (error: unknown) => {
      logger.error('worker crashed', { error });
      process.exit(1);
    });
  }
  const worker = await startWorker(configuration, logger).catch((error: unknown) => {
    if (error instanceof ConfigurationFileError) return error;
    throw error;
  });
  if (worker instanceof ConfigurationFileError) return say(process.stderr, `${worker.message}\n`, 2);
  logger.info('worker started', { port: worker.healthPort, version: VERSION });
  const signal = await terminationSignal();
  logger.info('worker stopping', { signal });
  await worker.stop();
  logger.info('worker stopped');
  await logger.close();
  return 0;
}

/** The first signal asks for an orderly end; a second one ends the process at once. */
function terminationSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.on(signal, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}

function say(stream: NodeJS.WriteStream, text: string, exitCode: number): number {
  stream.write(text);
  return exitCode;
}

// What is left open by then is a timer of a library's; nobody waits for it.
process.exit(await main(process.argv.slice(2)));
