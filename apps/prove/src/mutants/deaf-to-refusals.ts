import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/apps/worker/src/intake/client-renewal.ts', [["!== 'UnauthorizedAccess'", '!== undefined']]);
