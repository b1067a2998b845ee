export type { Generation } from './generation.ts';
export {
  type GenerationOptions,
  type GenerationState,
  joinGeneration,
  type PolicyGeneration,
} from './join-generation.ts';
export { readGeneration } from './shared-generation.ts';
