import { replaceInSource } from './replace-in-source.ts';

// Lets libraries print whatever they send and receive.
replaceInSource('/packages/configuration/src/read-configuration.ts', [
  ['    ...unsafeVariables(environment),\n', ''],
]);
