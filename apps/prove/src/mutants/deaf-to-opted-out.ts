import { replaceInSource } from './replace-in-source.ts';

// That Spotler says that a person has opted out counts as a refusal like any other.
replaceInSource('/packages/spotler-sdk/src/contacts/opt-out.ts', [
  ["hasErrorType(error, 'CONTACT_OPTOUT')", "hasErrorType(error, 'NONE')"],
]);
