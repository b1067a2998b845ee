import { Command } from 'commander';

/** The commands about the limit on erasures, under one name. */
export function brakeCommand(commands: readonly Command[]): Command {
  const group = new Command('brake').description(
    'The brake on mass erasure: contacts above the limit are opted out and held until a person decides.',
  );
  for (const command of commands) group.addCommand(command);
  return group;
}
