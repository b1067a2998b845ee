import { replaceInSource } from './replace-in-source.ts';

// Nobody looks again at what a command wrote.
replaceInSource('/apps/cli/src/dead-letter/queue/arrange-looks.ts', [
  ['if (contacts.length === 0) return;', 'if (contacts.length >= 0) return;'],
]);
