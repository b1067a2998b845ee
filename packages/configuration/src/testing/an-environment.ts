import type { Configuration } from '../configuration.ts';
import type { Environment } from '../environment-reader.ts';
import { describeMistake } from '../mistake.ts';
import { readConfiguration } from '../read-configuration.ts';

/** The text that stands for every secret, so that a test can look for it. */
export const CANARY = 'canary-4711';

/** The least that has to be set, with what a test changes about it. */
export function anEnvironment(changes: Environment = {}): Environment {
  return {
    SERVICE_BUS_CONNECTION_STRING: `Endpoint=sb://contoso.servicebus.windows.net/;SharedAccessKeyName=listen;SharedAccessKey=${CANARY}=`,
    DATAVERSE_URL: 'https://contoso.crm4.dynamics.com',
    SPOTLER_CONSUMER_KEY: `key-${CANARY}`,
    SPOTLER_CONSUMER_SECRET: `secret-${CANARY}`,
    ...changes,
  };
}

/** The configuration of an environment that is expected to be right. */
export function configurationOf(changes: Environment = {}): Configuration {
  const reading = readConfiguration(anEnvironment(changes));
  if (reading.kind === 'valid') return reading.configuration;
  throw new Error(reading.mistakes.map(describeMistake).join('\n'));
}

/** `NAME problem` for each mistake in an environment. */
export function mistakesIn(changes: Environment = {}): string[] {
  const reading = readConfiguration(anEnvironment(changes));
  return reading.kind === 'valid'
    ? []
    : reading.mistakes.map(({ variable, problem }) => `${variable} ${problem}`);
}
