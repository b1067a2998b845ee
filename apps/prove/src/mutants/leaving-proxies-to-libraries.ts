import { replaceInSource } from './replace-in-source.ts';

// Leaves the environment's proxies to each library's own way of reading them.
replaceInSource('/apps/worker/src/run-worker.ts', [['  useProxies(process);\n', '']]);
