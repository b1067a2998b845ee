import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/service-bus/src/receiver-health/receiver-health.ts', [
  ['maxAgeMs: MAX_CLIENT_AGE_MS', 'maxAgeMs: 2 ** 31 - 1'],
]);
