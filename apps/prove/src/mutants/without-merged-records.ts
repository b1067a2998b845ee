import { replaceInSource } from './replace-in-source.ts';

// What is decided about a record does not reach those that were merged into it.
replaceInSource('/packages/reconciler/src/reconcile-with-follow-ups.ts', [
  ["if (action === 'sync' ||", "if (action !== undefined || action === 'sync' ||"],
]);
