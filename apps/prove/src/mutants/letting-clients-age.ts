import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/apps/worker/src/keep-receiving.ts', [['everyMs: RENEWAL_MS', 'everyMs: 2 ** 31 - 1']]);
