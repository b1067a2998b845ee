import { Command } from 'commander';
import { EXIT, EXIT_MEANINGS } from './failure/exit-code.ts';

/** The whole command line, from the commands it has. */
export function program(commands: readonly Command[]): Command {
  const root = new Command('spotler-connector')
    .description(
      'What an operator needs: why Spotler has a person or has not, what became of dead letters, and whether ' +
        'everything is set up. Configured like the worker; docs/configuration.md lists the variables.',
    )
    .addHelpText(
      'after',
      `\nExit codes:\n${exitCodeLines()}\n` +
        "\nEach command's --help has examples. No personal data is shown without --reveal.",
    );
  for (const command of commands) root.addCommand(command);
  return withoutExit(root);
}

/** Throws where commander would end the process, in every command: exit codes are ours. */
function withoutExit(command: Command): Command {
  command.exitOverride();
  for (const child of command.commands) withoutExit(child);
  return command;
}

function exitCodeLines(): string {
  return Object.entries(EXIT)
    .map(([name, code]) => `  ${code}  ${Object.entries(EXIT_MEANINGS).find(([each]) => each === name)?.[1]}`)
    .join('\n');
}
