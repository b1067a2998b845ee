import { replaceInSource } from './replace-in-source.ts';

// The other properties are written before the permissions.
replaceInSource('/packages/spotler-sdk/src/contacts/upsert-opted-out.ts', [
  [
    'const { outcome, permissions } =',
    'await calls.update({ externalId, properties }, scope); const { outcome, permissions } =',
  ],
]);
