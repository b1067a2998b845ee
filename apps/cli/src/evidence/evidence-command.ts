import { Command } from 'commander';

/** The commands about evidence, under one name. */
export function evidenceCommand(commands: readonly Command[]): Command {
  const group = new Command('evidence').description(
    'Evidence of erasures and opt-outs, as workers keep it where SPOTLER_STATE says. docs/evidence.md has its format.',
  );
  for (const command of commands) group.addCommand(command);
  return group;
}
