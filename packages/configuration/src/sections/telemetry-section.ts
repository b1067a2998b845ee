import { isLeft, right } from 'fp-ts/lib/Either.js';
import type { Configuration } from '../configuration.ts';
import { all, type EnvironmentReader, just, type Reading } from '../environment-reader.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads where telemetry goes. Headers without an address are not asked for, and so unwanted. */
export function readTelemetry(reader: EnvironmentReader): Reading<Configuration['telemetry']> {
  if (!reader.isSet(VARIABLES.otlpEndpoint)) return just({ otlp: undefined });
  const otlp = all({
    endpoint: reader.read(VARIABLES.otlpEndpoint),
    headers: reader.readIfSet(VARIABLES.otlpHeaders),
  });
  return isLeft(otlp) ? otlp : right({ otlp: otlp.right });
}
