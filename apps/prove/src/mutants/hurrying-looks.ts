import { replaceInSource } from './replace-in-source.ts';

// A second look is in as much of a hurry as a change.
replaceInSource('/apps/worker/src/messages/handle-message.ts', [
  ["? 'ordinary' : 'low'", "? 'ordinary' : 'ordinary'"],
]);
