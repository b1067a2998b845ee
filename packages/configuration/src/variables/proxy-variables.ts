import { readProxies } from '@spotler-connector/proxies';
import type { Environment } from '../environment-reader.ts';
import type { Mistake } from '../mistake.ts';

/** Finds proxies that can't be used: without them every connection would fail, and nobody would know why. */
export function proxyVariables(environment: Environment): Mistake[] {
  const reading = readProxies(environment);
  if (reading.kind === 'valid') return [];
  return reading.mistakes.map((mistake) => ({ ...mistake, problem: 'invalid' }));
}
