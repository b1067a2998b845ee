import { replaceInSource } from './replace-in-source.ts';

// A worker that ends waits until whatever it closes has answered.
replaceInSource('/apps/worker/src/end-within.ts', [
  ['await pTimeout(all, { milliseconds, fallback: () => [] });', 'await all;'],
]);
replaceInSource('/packages/service-bus/src/receiving/close-messages.ts', [
  ['{ milliseconds, fallback: () => {} }', '{ milliseconds: Number.POSITIVE_INFINITY }'],
]);
