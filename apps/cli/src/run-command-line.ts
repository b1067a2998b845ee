import { systemClock } from '@spotler-connector/clock';
import { flushed, guardProcess } from '@spotler-connector/observability/process';
import { actionsOnDemand } from './actions-on-demand.ts';
import { commandLine } from './command-line.ts';
import { completionScript } from './completion/completion-script.ts';
import { KNOWN_REASONS } from './dead-letter/message/next-step.ts';
import { GROUPINGS } from './dead-letter/selection/group-dead-letters.ts';
import { EXIT, type ExitCode } from './failure/exit-code.ts';
import { failureOf } from './failure/failure-of.ts';
import { run } from './run.ts';
import { createTerminal, type Terminal } from './terminal/terminal.ts';
import { versionText } from './version.ts';

/** Values that a shell offers for options that take any. */
const KNOWN_VALUES = { '--reason': KNOWN_REASONS, '--by': GROUPINGS };

/** Does what the command line says. Nothing that only a command needs is loaded before the command runs. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  const terminal = guardedTerminal(argv.includes('--debug'));
  let exitCode: ExitCode = EXIT.done;
  const actions = actionsOnDemand(terminal, (ended) => {
    exitCode = ended;
  });
  const root = commandLine(
    {
      ...actions,
      completion: async (shell) => terminal.print(completionScript(root, shell, KNOWN_VALUES).trimEnd()),
    },
    { clock: systemClock, showVersion: () => terminal.print(versionText()) },
  );
  const command = () => root.parseAsync(argv).then(() => exitCode);
  const ended = await run(command, { terminal, json: argv.includes('--json') });
  await flushed(process.stdout);
  return ended;
}

/** The terminal of a process that ends in the same way whatever happens to it. */
function guardedTerminal(debug: boolean): Terminal {
  const terminal = createTerminal(process, { debug });
  guardProcess(process, {
    async onCrash(error) {
      terminal.log((await failureOf(error)).message);
      terminal.debug(error);
    },
  });
  if (debug) terminal.log(`${versionText()}, Node ${process.version}`);
  return terminal;
}
