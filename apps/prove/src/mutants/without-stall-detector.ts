import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/service-bus/src/receiver-health/receiver-health.ts', [
  ['void detectStalls({', 'void ((_options) => {})({'],
]);
