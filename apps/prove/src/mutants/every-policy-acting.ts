import { replaceInSource } from './replace-in-source.ts';

// A worker notices that a newer policy acts, says so, and goes on by its own.
replaceInSource('/apps/worker/src/open-generation.ts', [
  ["else gate.close('generation');", "else gate.open('generation');"],
]);
replaceInSource('/packages/policy-generation/src/join-generation.ts', [
  ["mayAct: () => state === 'acting' &&", 'mayAct: () => true ||'],
]);
