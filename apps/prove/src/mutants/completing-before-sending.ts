import { replaceInSource } from './replace-in-source.ts';

// The dead letter is taken out of the queue first: a kill then loses it.
replaceInSource('/apps/cli/src/dead-letter/queue/drain.ts', [
  ['  await beforehand(deadLetter, number);\n  if (!(await intake.complete', '  if (!(await intake.complete'],
  [
    '  pending.delete(number);\n  onDone',
    '  await beforehand(deadLetter, number);\n  pending.delete(number);\n  onDone',
  ],
]);
