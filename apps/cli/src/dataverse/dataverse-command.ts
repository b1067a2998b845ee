import { Command } from 'commander';

/** The commands about what is registered in Dataverse, under one name. */
export function dataverseCommand(commands: readonly Command[]): Command {
  const group = new Command('dataverse').description(
    'What is registered in Dataverse so that it sends change messages: the service endpoint, its steps, the ' +
      'Spotler Job table and the security roles. Needs System Administrator or System Customizer there.',
  );
  for (const command of commands) group.addCommand(command);
  return group;
}
