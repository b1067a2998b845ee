import { replaceInSource } from './replace-in-source.ts';

// What is arranged after an erasure or an unanswered write never comes to the queue.
replaceInSource('/apps/worker/src/work/second-looks.ts', [
  ['await Promise.all(wanted.map(arrangeOne));', 'await Promise.all([].map(arrangeOne));'],
]);
