import { replaceInSource } from './replace-in-source.ts';

// The dead letter is taken out of the queue first: a kill then loses it.
replaceInSource('/apps/cli/src/dead-letter/queue/drain.ts', [
  [
    "  if ((await handle(deadLetter, number)) === 'leave') {\n    pending.delete(number);\n    return false;\n  }\n",
    '',
  ],
  [
    "  pending.delete(number);\n  onDone(number, 'drained')",
    "  await handle(deadLetter, number);\n  pending.delete(number);\n  onDone(number, 'drained')",
  ],
]);
