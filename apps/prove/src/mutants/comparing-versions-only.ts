import { replaceInSource } from './replace-in-source.ts';

// A sync that read before the order was given lands after the erasure, and finds nothing wrong.
replaceInSource('/packages/reconciler/src/look.ts', [
  ['return [version, order === null];', 'return [version];'],
]);
