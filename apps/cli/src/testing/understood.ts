import { createManualClock } from '@spotler-connector/clock/testing';
import type { Command } from 'commander';
import { type Actions, commandLine } from '../command-line.ts';
import { wordsOf } from './words-of.ts';

/** A command that a line asks for, and with what. */
export interface Understood {
  readonly command: keyof Actions | 'version';
  readonly options: unknown;
}

/**
 * The command line at that time. Instead of doing anything it hands on what it is asked for, but that
 * `actions` are taken.
 */
export function understoodBy(
  onUnderstood: (asked: Understood) => void,
  now = 0,
  actions: Partial<Actions> = {},
): Command {
  const record = (command: keyof Actions) => async (options: unknown) => onUnderstood({ command, options });
  return commandLine(
    {
      explain: record('explain'),
      list: record('list'),
      show: record('show'),
      replay: record('replay'),
      purge: record('purge'),
      export: record('export'),
      import: record('import'),
      watch: record('watch'),
      brakeStatus: record('brakeStatus'),
      release: record('release'),
      reject: record('reject'),
      register: record('register'),
      status: record('status'),
      unregister: record('unregister'),
      sweep: record('sweep'),
      showEvidence: record('showEvidence'),
      verify: record('verify'),
      checkpoint: record('checkpoint'),
      report: record('report'),
      doctor: record('doctor'),
      completion: record('completion'),
      ...actions,
    },
    {
      clock: createManualClock(now),
      showVersion: () => onUnderstood({ command: 'version', options: undefined }),
    },
  );
}

/** Which command a line asks for at that time. Does nothing. Rejects what is not understood. */
export async function understood(line: string, now = 0): Promise<Understood | undefined> {
  let asked: Understood | undefined;
  const root = understoodBy((each) => {
    asked = each;
  }, now);
  silence(root);
  await root.parseAsync(wordsOf(line), { from: 'user' });
  return asked;
}

function silence(command: Command): void {
  command.configureOutput({ writeErr: () => {}, writeOut: () => {} });
  for (const child of command.commands) silence(child);
}
