import { replaceInSource } from './replace-in-source.ts';

// Contacts under ids that a record had before are not looked at.
replaceInSource('/packages/reconciler/src/reconcile-with-follow-ups.ts', [
  ['if (formerId === externalId) continue;', 'continue;'],
]);
