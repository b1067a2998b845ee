import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/service-bus/src/settling/settler.ts', [
  ['const phases = createPhases();', 'const phases = { run: (_phase, task) => task() };'],
]);
