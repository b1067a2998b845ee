import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/settlement/src/settler.ts', [
  ['const phases = createPhases();', 'const phases = { run: (_phase, task) => task() };'],
]);
