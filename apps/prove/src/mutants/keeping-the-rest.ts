import { replaceInSource } from './replace-in-source.ts';

// A worker that stops gives nothing back: what it has not begun stays locked until the lock runs out.
replaceInSource('/apps/worker/src/messages/process-message.ts', [
  [
    '{ settler, logger, span }',
    "{ settler: outcome.kind === 'interrupted' ? 'none' : settler, logger, span }",
  ],
]);
