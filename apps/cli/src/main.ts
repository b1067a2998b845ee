import { randomBytes } from 'node:crypto';
import { loadSection } from '@spotler-connector/configuration';
import { createConfigured } from './configured.ts';
import { deadLetterCommand } from './dead-letter/dead-letter-command.ts';
import { listCommand } from './dead-letter/list/list-command.ts';
import { listLetters } from './dead-letter/list/list-letters.ts';
import { replayCommand } from './dead-letter/replay/replay-command.ts';
import { replayLetters } from './dead-letter/replay/replay-letters.ts';
import { showCommand } from './dead-letter/show/show-command.ts';
import { showLetter } from './dead-letter/show/show-letter.ts';
import { withLetterBox } from './dead-letter/with-letter-box.ts';
import { doctorAsConfigured } from './doctor/doctor-as-configured.ts';
import { doctorCommand } from './doctor/doctor-command.ts';
import { explainAsConfigured } from './explain/explain-as-configured.ts';
import { explainCommand } from './explain/explain-command.ts';
import { program } from './program.ts';
import { run } from './run.ts';
import { stopSignal } from './stop-signal.ts';
import type { Action } from './terminal/command-options.ts';
import { confirmOn } from './terminal/confirm.ts';
import { EXIT, type ExitCode } from './terminal/exit-code.ts';
import { createTerminal, type Terminal } from './terminal/terminal.ts';

/** Somebody else's lock is over by then: Service Bus allows five minutes at most. */
const LOCK_PATIENCE_MS = 330_000;

async function main(argv: readonly string[]): Promise<ExitCode> {
  const terminal: Terminal = createTerminal(process);
  const configured = createConfigured(loadSection);
  const now = Date.now;
  let exitCode: ExitCode = EXIT.done;
  const ending =
    <Options>(act: (options: Options) => Promise<ExitCode>): Action<Options> =>
    async (options) => {
      exitCode = await act(options);
    };

  const list = listCommand(
    ending((options) => withLetterBox(configured, (box) => listLetters(options, { terminal, box, now }))),
  );
  const show = showCommand(
    ending((options) => withLetterBox(configured, (box) => showLetter(options, { terminal, box, now }))),
  );
  const replay = replayCommand(
    ending((options) =>
      withLetterBox(configured, (box) =>
        replayLetters(options, {
          terminal,
          box,
          now,
          confirm: confirmOn(process.stdin, process.stderr),
          newRun: () => randomBytes(6).toString('hex'),
          signal: stopSignal(process),
          patienceMs: LOCK_PATIENCE_MS,
        }),
      ),
    ),
  );
  const explain = explainCommand(ending((options) => explainAsConfigured(options, terminal, configured)));
  const doctor = doctorCommand(ending((options) => doctorAsConfigured(options, terminal, loadSection)));
  return run(
    async () => {
      await program([explain, deadLetterCommand([list, show, replay]), doctor]).parseAsync(argv);
      return exitCode;
    },
    { terminal, debug: argv.includes('--debug') },
  );
}

// What is left open by then is a timer of a library's; nobody waits for it.
process.exit(await main(process.argv));
