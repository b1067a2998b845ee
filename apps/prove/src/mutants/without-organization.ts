import { replaceInSource } from './replace-in-source.ts';

// Every message counts as one of our own environment, and one of nobody's may erase.
replaceInSource('/packages/dataverse/src/change-message/message-organization.ts', [
  ["if (organizationId === null) return 'unknown';", "return 'ours';"],
]);
replaceInSource('/packages/reconciler/src/preconditions.ts', [["if (origin === 'ours')", 'if (true)']]);
