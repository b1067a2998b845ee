import { replaceInSource } from './replace-in-source.ts';

// The dead letter is taken out of the queue first: a kill then loses it.
replaceInSource('/apps/cli/src/dead-letter/letters/clear-letters.ts', [
  ['  await beforehand(letter, number);\n  if (!(await intake.complete', '  if (!(await intake.complete'],
  [
    '  pending.delete(number);\n  onDone',
    '  await beforehand(letter, number);\n  pending.delete(number);\n  onDone',
  ],
]);
