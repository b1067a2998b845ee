import { Command, CommanderError, Help, type Option } from 'commander';
import { EXIT, EXIT_MEANINGS } from './failure/exit-code.ts';

/** The whole command line, from the commands it has. `--version` calls `showVersion`, and ends it. */
export function program(commands: readonly Command[], showVersion: () => void): Command {
  const root = new Command('spotler-connector')
    .description(
      'What an operator needs: why Spotler has a person or has not, what became of dead letters, and whether ' +
        'everything is set up. Configured like the worker; docs/configuration.md lists the variables.',
    )
    .option('--version', 'show the versions of program and policy, and the commit')
    .on('option:version', () => {
      showVersion();
      throw new CommanderError(EXIT.done, 'commander.version', 'The version was shown.');
    })
    .addHelpText(
      'after',
      `\nExit codes:\n${exitCodeLines()}\n` +
        "\nEach command's --help has examples. No personal data is shown without --reveal.",
    );
  for (const command of commands) root.addCommand(command);
  return asOurs(root);
}

/**
 * In every command: throws where commander would end the process, and does not say that a flag is off by
 * default.
 */
function asOurs(command: Command): Command {
  command.exitOverride();
  command.configureHelp({ optionDescription: describeOption });
  for (const child of command.commands) asOurs(child);
  return command;
}

function describeOption(option: Option): string {
  return new Help().optionDescription(option).replace(' (default: false)', '');
}

function exitCodeLines(): string {
  return Object.entries(EXIT)
    .map(([name, code]) => `${code}  ${Object.entries(EXIT_MEANINGS).find(([each]) => each === name)?.[1]}`)
    .join('\n');
}
