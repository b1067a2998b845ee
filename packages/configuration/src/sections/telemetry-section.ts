import { isLeft, left, right } from 'fp-ts/lib/Either.js';
import type { Configuration } from '../configuration.ts';
import { all, type EnvironmentReader, just, type Reading } from '../environment-reader.ts';
import { isNearbyHost } from '../values/web-address.ts';
import { VARIABLES } from '../variables/variables.ts';

/** Reads where telemetry goes. Headers without an address are not asked for, and so unwanted. */
export function readTelemetry(reader: EnvironmentReader): Reading<Configuration['telemetry']> {
  if (!reader.isSet(VARIABLES.otlpEndpoint)) return just({ otlp: undefined });
  const otlp = all({
    endpoint: reader.read(VARIABLES.otlpEndpoint),
    headers: reader.readIfSet(VARIABLES.otlpHeaders),
  });
  if (isLeft(otlp)) return otlp;
  const { endpoint, headers } = otlp.right;
  return headers !== undefined && isReadableOnTheWay(endpoint)
    ? left([{ variable: VARIABLES.otlpHeaders.name, problem: 'unwanted', expected: HTTPS }])
    : right({ otlp: otlp.right });
}

const HTTPS = `no value while ${VARIABLES.otlpEndpoint.name} is an http address of another machine: use https`;

/** Headers hold a key, and anybody on the way can read them. */
function isReadableOnTheWay(endpoint: string): boolean {
  const { protocol, hostname } = new URL(endpoint);
  return protocol === 'http:' && !isNearbyHost(hostname);
}
