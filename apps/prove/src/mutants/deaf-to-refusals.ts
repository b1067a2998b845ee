import { replaceInSource } from './replace-in-source.ts';

replaceInSource('/packages/service-bus/src/receiver-health/client-recycler.ts', [
  ["=== 'UnauthorizedAccess'", '=== null'],
]);
