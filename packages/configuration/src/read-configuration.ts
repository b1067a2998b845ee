import { isLeft } from 'fp-ts/lib/Either.js';
import type { Configuration } from './configuration.ts';
import { readDataverse } from './dataverse-section.ts';
import {
  all,
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  type Reading,
} from './environment-reader.ts';
import { misspeltVariables } from './misspelt-variables.ts';
import type { Mistake } from './mistake.ts';
import { readServiceBus } from './service-bus-section.ts';
import { VARIABLES } from './variables.ts';

/** A configuration that can be used, or everything that must be mended first. */
export type ConfigurationReading =
  | { readonly kind: 'valid'; readonly configuration: Configuration }
  | { readonly kind: 'invalid'; readonly mistakes: readonly Mistake[] };

/**
 * Reads a configuration from environment variables. Blanks around a text don't count, and a blank text counts
 * as none. All mistakes are found at once: what is missing, what can't be read, what contradicts something
 * else and would be ignored, and what looks like a misspelt name of ours. Nothing is thrown.
 */
export function readConfiguration(environment: Environment): ConfigurationReading {
  const reader = createEnvironmentReader(environment);
  const reading = readAll(reader);
  const mistakes = [
    ...(isLeft(reading) ? reading.left : []),
    ...unwantedVariables(reader),
    ...misspeltVariables(environment),
  ];
  if (isLeft(reading) || mistakes.length > 0) return { kind: 'invalid', mistakes: mistakes.sort(byPlace) };
  return { kind: 'valid', configuration: frozen(reading.right) };
}

function readAll(reader: EnvironmentReader): Reading<Configuration> {
  return all({
    serviceBus: readServiceBus(reader),
    dataverse: readDataverse(reader),
    spotler: all({
      baseUrl: reader.read(VARIABLES.spotlerBaseUrl),
      consumerKey: reader.read(VARIABLES.spotlerConsumerKey),
      consumerSecret: reader.read(VARIABLES.spotlerConsumerSecret),
    }),
    policy: all({
      anonymizeContactWhenInactive: reader.read(VARIABLES.anonymizeContactWhenInactive),
      anonymizeAccountOnDoNotEmail: reader.read(VARIABLES.anonymizeAccountOnDoNotEmail),
    }),
    syncContacts: reader.read(VARIABLES.syncContacts),
    dryRun: reader.read(VARIABLES.dryRun),
    maxConcurrentReconciles: reader.read(VARIABLES.maxConcurrentReconciles),
    shutdownGraceSeconds: reader.read(VARIABLES.shutdownGraceSeconds),
    healthPort: reader.read(VARIABLES.healthPort),
    log: all({ level: reader.read(VARIABLES.logLevel), format: reader.read(VARIABLES.logFormat) }),
  });
}

/** What is set but was not asked for: somebody believes that it counts. */
function unwantedVariables(reader: EnvironmentReader): Mistake[] {
  return Object.values(VARIABLES)
    .filter((variable) => reader.isSet(variable) && !reader.wasRead(variable))
    .map(({ name, when }) => ({
      variable: name,
      problem: 'unwanted',
      expected: `no value: it is needed ${when}`,
    }));
}

function byPlace(a: Mistake, b: Mistake): number {
  return placeOf(a) - placeOf(b);
}

function placeOf({ variable, problem, expected }: Mistake): number {
  const known = problem === 'misspelt' ? expected : variable;
  return Object.values(VARIABLES).findIndex(({ name }) => name === known);
}

function frozen<Value extends object>(value: Value): Value {
  for (const member of Object.values(value))
    if (typeof member === 'object' && member !== null) frozen(member);
  return Object.freeze(value);
}
