import { isLeft } from 'fp-ts/lib/Either.js';
import type { Configuration } from './configuration.ts';
import {
  all,
  createEnvironmentReader,
  type Environment,
  type EnvironmentReader,
  just,
  type Reading,
} from './environment-reader.ts';
import { frozen } from './frozen.ts';
import type { Mistake } from './mistake.ts';
import { readChoices } from './sections/choices-section.ts';
import { readDataverse } from './sections/dataverse-section.ts';
import { readServiceBus } from './sections/service-bus-section.ts';
import { readSpotler } from './sections/spotler-section.ts';
import { readState } from './sections/state-section.ts';
import { readTelemetry } from './sections/telemetry-section.ts';
import { misspeltVariables } from './variables/misspelt-variables.ts';
import { proxyVariables } from './variables/proxy-variables.ts';
import { unsafeVariables } from './variables/unsafe-variables.ts';
import { unwantedVariables } from './variables/unwanted-variables.ts';
import { VARIABLES } from './variables/variables.ts';

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
    ...unwantedVariables(reader, Object.values(VARIABLES)),
    ...misspeltVariables(environment),
    ...unsafeVariables(environment),
    ...proxyVariables(environment),
  ];
  if (isLeft(reading) || mistakes.length > 0) return { kind: 'invalid', mistakes: mistakes.sort(byPlace) };
  return { kind: 'valid', configuration: frozen(reading.right) };
}

function readAll(reader: EnvironmentReader): Reading<Configuration> {
  const parts = all({
    serviceBus: readServiceBus(reader),
    dataverse: readDataverse(reader),
    spotler: readSpotler(reader),
    choices: readChoices(reader),
    state: readState(reader),
    maxConcurrentReconciles: reader.read(VARIABLES.maxConcurrentReconciles),
    shutdownGraceSeconds: reader.read(VARIABLES.shutdownGraceSeconds),
    healthPort: reader.read(VARIABLES.healthPort),
    telemetry: readTelemetry(reader),
    log: all({ level: reader.read(VARIABLES.logLevel), format: reader.read(VARIABLES.logFormat) }),
  });
  if (isLeft(parts)) return parts;
  const { choices, ...others } = parts.right;
  return just({ ...others, ...choices });
}

function byPlace(a: Mistake, b: Mistake): number {
  return placeOf(a) - placeOf(b);
}

function placeOf({ variable, problem, expected }: Mistake): number {
  const known = problem === 'misspelt' ? expected : variable;
  return Object.values(VARIABLES).findIndex(({ name }) => name === known);
}
