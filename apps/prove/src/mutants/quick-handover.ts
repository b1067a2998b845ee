import { replaceInSource } from './replace-in-source.ts';

// No mutant, but time: a newer policy takes over within one second instead of ten.
replaceInSource('/packages/policy-generation/src/join-generation.ts', [
  ['LOOK_EVERY_MS = 2_000', 'LOOK_EVERY_MS = 200'],
  ['HANDOVER_MS = 6_000', 'HANDOVER_MS = 600'],
]);
