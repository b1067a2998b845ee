import { loadSection } from '@spotler-connector/configuration';
import { createConfigured } from './configured.ts';
import { explainAsConfigured } from './explain/explain-as-configured.ts';
import { explainCommand } from './explain/explain-command.ts';
import { program } from './program.ts';
import { run } from './run.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import { createTerminal, type Terminal } from './terminal/terminal.ts';

async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal: Terminal = createTerminal(process);
  const configured = createConfigured(loadSection);
  let exitCode: ExitCode = EXIT.done;
  const commands = [
    explainCommand(async (options) => {
      exitCode = await explainAsConfigured(options, terminal, configured);
    }),
  ];
  return run(
    async () => {
      await program(commands).parseAsync(argv);
      return exitCode;
    },
    { terminal, debug: argv.includes('--debug') },
  );
}

// What is left open by then is a timer of a library's; nobody waits for it.
process.exit(await main(process.argv));
