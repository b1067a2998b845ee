import { replaceInSource } from './replace-in-source.ts';

// What a sync created that was overtaken is kept.
replaceInSource('/packages/reconciler/src/taking-back.ts', [
  ['if (!created ||', 'if (created !== null || !created ||'],
]);
