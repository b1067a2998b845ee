import { readFieldMapping, readJobTable } from '@spotler-connector/adapters';
import { type Configuration, describeMistake, loadConfiguration } from '@spotler-connector/configuration';
import { ConfigurationFileError } from '@spotler-connector/dataverse';
import { createLogger, type Logger } from '@spotler-connector/observability';
import { flushed, guardProcess } from '@spotler-connector/observability/process';
import { useProxies } from '@spotler-connector/proxies';
import { isUnansweredClose } from '@spotler-connector/service-bus';
import { type StartFailure, startFailure } from './start-failure.ts';
import { startWorker, type Worker } from './start-worker.ts';
import { VERSION } from './version.ts';

const USAGE = `Usage: pnpm worker [--check] [--help]

Consumes change messages from Service Bus and makes Spotler agree with Dataverse.
Configured by environment variables; docs/configuration.md lists them.

  --check  say whether the configuration is complete and valid, and exit
  --help   show this
`;

/** Does what the flags say. Resolves to the exit code: 0 done, 1 failed, 2 wrong usage or configuration. */
export async function runWorker(flags: readonly string[]): Promise<number> {
  let logger: Logger | undefined;
  guardProcess(process, {
    isHarmless: isUnansweredClose,
    async onCrash(error) {
      logger ??= createLogger();
      logger.error('worker crashed', { error });
      await logger.close();
    },
  });
  if (flags.includes('--help')) return say(process.stdout, USAGE, 0);
  const unknown = flags.find((flag) => flag !== '--check');
  if (unknown !== undefined) return say(process.stderr, `Unknown option ${unknown}\n\n${USAGE}`, 2);
  const reading = loadConfiguration();
  if (reading.kind === 'invalid') {
    const lines = reading.mistakes.map((mistake) => `  ${describeMistake(mistake)}\n`).join('');
    return say(process.stderr, `The configuration can't be used:\n${lines}`, 2);
  }
  useProxies(process);
  const { configuration } = reading;
  if (flags.includes('--check')) return check(configuration);
  const stopping = terminationSignal();
  logger = createLogger(configuration.log);
  const started = await Promise.race([start(configuration, logger), stopping]);
  if (typeof started === 'object' && 'mistake' in started) {
    return say(process.stderr, `${started.mistake}\n`, started.exitCode);
  }
  // A signal before that has nothing to stop: no message was received yet.
  if (typeof started === 'object') {
    logger.info('worker started', { port: started.healthPort, version: VERSION });
    logger.info('worker stopping', { signal: await stopping });
    await started.stop();
  }
  logger.info('worker stopped');
  await logger.close();
  return 0;
}

/** The configuration with the files that it names. Connects to nothing. */
async function check({ dataverse }: Configuration): Promise<number> {
  try {
    readFieldMapping(dataverse);
    readJobTable(dataverse);
  } catch (error) {
    if (error instanceof ConfigurationFileError) return say(process.stderr, `${error.message}\n`, 2);
    throw error;
  }
  return say(process.stdout, 'The configuration is complete and valid.\n', 0);
}

/** Starts the worker, or says which mistake of the operator's keeps it from starting. */
async function start(configuration: Configuration, logger: Logger): Promise<Worker | StartFailure> {
  try {
    return await startWorker(configuration, logger);
  } catch (error) {
    const failure = startFailure(error);
    if (failure === undefined) throw error;
    return failure;
  }
}

/** The first signal asks for an orderly end; a second one ends the process at once. */
function terminationSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        for (const another of ['SIGTERM', 'SIGINT'] as const) process.on(another, () => process.exit(1));
        resolve(signal);
      });
    }
  });
}

async function say(stream: NodeJS.WriteStream, text: string, exitCode: number): Promise<number> {
  stream.write(text);
  await flushed(stream);
  return exitCode;
}
