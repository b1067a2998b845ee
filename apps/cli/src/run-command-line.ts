import { randomBytes } from 'node:crypto';
import { systemClock } from '@spotler-connector/clock';
import { loadSection } from '@spotler-connector/configuration';
import { flushed, guardProcess } from '@spotler-connector/observability';
import { brakeActions } from './brake/brake-as-configured.ts';
import { commandLine } from './command-line.ts';
import { completionScript } from './completion/completion-script.ts';
import { createConfigured } from './configured.ts';
import { createFile } from './create-file.ts';
import { register } from './dataverse/register/register.ts';
import { registrationAsConfigured } from './dataverse/registration-as-configured.ts';
import { showStatus } from './dataverse/status/show-status.ts';
import { unregister } from './dataverse/unregister/unregister.ts';
import { withRights } from './dataverse/with-rights.ts';
import { exportDeadLetters } from './dead-letter/export/export-dead-letters.ts';
import { importDeadLetters } from './dead-letter/import/import-dead-letters.ts';
import { listDeadLetters } from './dead-letter/list/list-dead-letters.ts';
import { KNOWN_REASONS } from './dead-letter/message/next-step.ts';
import { purgeDeadLetters } from './dead-letter/purge/purge-dead-letters.ts';
import type { DeadLetterQueue } from './dead-letter/queue/dead-letter-queue.ts';
import { replayDeadLetters } from './dead-letter/replay/replay-dead-letters.ts';
import { GROUPINGS } from './dead-letter/selection/group-dead-letters.ts';
import { showDeadLetter } from './dead-letter/show/show-dead-letter.ts';
import { watchDeadLetters } from './dead-letter/watch/watch-dead-letters.ts';
import { withDeadLetterQueue } from './dead-letter/with-dead-letter-queue.ts';
import { doctorAsConfigured } from './doctor/doctor-as-configured.ts';
import { evidenceActions } from './evidence/evidence-actions.ts';
import { explainAsConfigured } from './explain/explain-as-configured.ts';
import { EXIT, type ExitCode } from './failure/exit-code.ts';
import { failureMessage } from './failure/failure-message.ts';
import { readLines } from './read-lines.ts';
import { run } from './run.ts';
import { stopSignal } from './stop-signal.ts';
import { readAllNextTime } from './sweep/read-all-next-time.ts';
import { sweepAsConfigured } from './sweep/sweep-as-configured.ts';
import type { Action } from './terminal/command-options.ts';
import { confirmOn } from './terminal/confirm.ts';
import { createTerminal, type Terminal } from './terminal/terminal.ts';
import { versionText } from './version.ts';

/** Somebody else's lock is over by then: Service Bus allows five minutes at most. */
const MAX_LOCK_WAIT_MS = 330_000;

/** Values that a shell offers for options that take any. */
const KNOWN_VALUES = { '--reason': KNOWN_REASONS, '--by': GROUPINGS };

/** Builds every part from the environment of this process, and does what the command line says. */
export async function runCommandLine(argv: readonly string[]): Promise<ExitCode> {
  const terminal = guardedTerminal(argv.includes('--debug'));
  const configured = createConfigured(loadSection);
  const clock = systemClock;
  const looking = { terminal, clock };
  const changing = () => ({
    ...looking,
    confirm: confirmOn(process.stdin, process.stderr),
    signal: stopSignal(process),
    lockWaitMs: MAX_LOCK_WAIT_MS,
    newRun: () => randomBytes(6).toString('hex'),
  });

  const registering = ({ applicationUser }: { applicationUser?: string | undefined } = {}) => ({
    terminal,
    confirm: confirmOn(process.stdin, process.stderr),
    registration: registrationAsConfigured(configured, applicationUser),
    onChange: () => readAllNextTime(configured, looking),
  });

  let exitCode: ExitCode = EXIT.done;
  const ending =
    <Options>(act: (options: Options) => Promise<ExitCode>): Action<Options> =>
    async (options) => {
      exitCode = await act(options);
    };
  const onQueue = <Options>(act: (options: Options, queue: DeadLetterQueue) => Promise<ExitCode>) =>
    ending((options: Options) => withDeadLetterQueue(configured, (queue) => act(options, queue)));

  const root = commandLine(
    {
      explain: ending((options) => explainAsConfigured(options, terminal, configured, clock)),
      list: onQueue((options, queue) => listDeadLetters(options, { ...looking, queue })),
      show: onQueue((options, queue) => showDeadLetter(options, { ...looking, queue })),
      replay: onQueue((options, queue) => replayDeadLetters(options, { ...changing(), queue })),
      purge: onQueue((options, queue) => purgeDeadLetters(options, { ...changing(), queue })),
      export: onQueue((options, queue) => exportDeadLetters(options, { ...looking, queue, createFile })),
      import: onQueue((options, queue) => importDeadLetters(options, { ...changing(), queue, readLines })),
      watch: onQueue((options, queue) =>
        watchDeadLetters(options, { ...looking, queue, signal: stopSignal(process) }),
      ),
      ...brakeActions({ changing, configured, ending }),
      register: ending((options) => withRights(terminal, () => register(options, registering(options)))),
      status: ending((options) => withRights(terminal, () => showStatus(options, registering()))),
      unregister: ending((options) => withRights(terminal, () => unregister(options, registering()))),
      sweep: ending((options) => sweepAsConfigured(options, changing(), configured)),
      ...evidenceActions({ ...looking, configured, ending }),
      doctor: ending((options) => doctorAsConfigured(options, { terminal, clock, load: loadSection })),
      completion: async (shell) => terminal.print(completionScript(root, shell, KNOWN_VALUES).trimEnd()),
    },
    { clock, showVersion: () => terminal.print(versionText()) },
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
    onCrash(error) {
      terminal.log(failureMessage(error));
      terminal.debug(error);
    },
  });
  if (debug) terminal.log(`${versionText()}, Node ${process.version}`);
  return terminal;
}
