import { createManualClock } from '@spotler-connector/clock/testing';
import { type Actions, commandLine } from '../command-line.ts';
import { wordsOf } from './words-of.ts';

/**
 * Which command a line asks for at that time, and with what. Does nothing. Rejects what is not understood.
 */
export async function understood(
  line: string,
  now = 0,
): Promise<{ command: keyof Actions; options: unknown } | undefined> {
  let asked: { command: keyof Actions; options: unknown } | undefined;
  const note = (command: keyof Actions) => async (options: unknown) => {
    asked = { command, options };
  };
  const root = commandLine(
    {
      explain: note('explain'),
      list: note('list'),
      show: note('show'),
      replay: note('replay'),
      purge: note('purge'),
      export: note('export'),
      import: note('import'),
      watch: note('watch'),
      register: note('register'),
      status: note('status'),
      unregister: note('unregister'),
      doctor: note('doctor'),
      completion: note('completion'),
    },
    createManualClock(now),
  );
  silence(root);
  await root.parseAsync(wordsOf(line), { from: 'user' });
  return asked;
}

function silence(command: ReturnType<typeof commandLine>): void {
  command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
  for (const child of command.commands) silence(child);
}
