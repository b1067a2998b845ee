import { replaceInSource } from './replace-in-source.ts';

// Whoever asks while a run is under way is answered by that run, although it may have read before.
replaceInSource('/packages/reconciler/src/work-queue.ts', [
  ['const running = new Set<string>();', 'const running = new Set<string>(); const current = new Map();'],
  ['waiting.get(key) ?? enqueue', 'waiting.get(key) ?? current.get(key) ?? enqueue'],
  ['running.add(entry.key);', 'running.add(entry.key); current.set(entry.key, entry);'],
  ['running.delete(entry.key);', 'running.delete(entry.key); current.delete(entry.key);'],
]);
