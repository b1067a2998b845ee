import { replaceInSource } from './replace-in-source.ts';

// Says that a message is done whose record could not be read or written.
replaceInSource('/apps/worker/src/work/settlement-for-record.ts', [
  [
    "if (failure.kind !== 'rejected') return { kind: 'abandon' };",
    "if (failure.kind !== 'rejected') return { kind: 'complete' };",
  ],
]);
