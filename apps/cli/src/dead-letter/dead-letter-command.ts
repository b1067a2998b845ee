import { Command } from 'commander';

/** The commands about dead letters, under one name. */
export function deadLetterCommand(commands: readonly Command[]): Command {
  const group = new Command('dead-letter').description(
    'Dead letters: messages that the worker, or Service Bus, has set aside for a person to look at.',
  );
  for (const command of commands) group.addCommand(command);
  return group;
}
