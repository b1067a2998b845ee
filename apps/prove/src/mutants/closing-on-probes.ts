import { replaceInSource } from './replace-in-source.ts';

// An answer to a probe closes the circuit, and no message is admitted to test it.
replaceInSource('/apps/worker/src/work/circuit-breaker.ts', [
  ['if (allClosed || waiters.count > 0 ||', 'if (allClosed ||'],
]);
replaceInSource('/apps/worker/src/work/waiters.ts', [
  ['if (!isKept && kept < MAX_KEPT_WAITING)', 'if (false)'],
]);
