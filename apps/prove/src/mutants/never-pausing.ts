import { replaceInSource } from './replace-in-source.ts';

// The circuit never opens, and nothing is retried: every failure gives the message back at once.
replaceInSource('/apps/worker/src/work/circuit-state.ts', [
  ['if (down) state.outage', 'if (down && false) state.outage'],
]);
replaceInSource('/apps/worker/src/work/retry-while-unavailable.ts', [
  ['const deadline = Date.now() + patienceMs;', 'const deadline = 0;'],
]);
