import { replaceInSource } from './replace-in-source.ts';

// Every message counts as one of our own environment.
replaceInSource('/packages/dataverse/src/change-message/message-organization.ts', [
  ["if (organizationId === null) return 'unknown';", "return 'ours';"],
]);
