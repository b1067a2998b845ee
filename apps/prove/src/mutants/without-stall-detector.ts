import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/apps/worker/src/keep-receiving.ts', [
  ['void watchForSilence({', 'void ((_options) => {})({'],
]);
