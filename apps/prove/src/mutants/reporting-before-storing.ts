import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/reconciler/src/evidence.ts', [
  [
    'await evidence?.record({ ...about, readBack }, { signal });',
    'setTimeout(() => evidence?.record({ ...about, readBack }, { signal }).catch(() => {}), 300);',
  ],
]);
