import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/reconciler/src/reconcile.ts', [
  ['const next = await source.read(ref, call);', 'const next = reading;'],
]);
