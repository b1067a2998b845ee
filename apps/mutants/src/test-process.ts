import { type ChildProcess, fork } from 'node:child_process';
import { on } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Clock } from '@spotler-connector/clock';
import type { JestOptions, TestRun, TestRunResult } from './jest/open-jest.ts';
import { TEST_RUN_RESULT, TRIED, TRYING } from './messages.ts';

/** How a run ended: as it should, or not in time, or with the end of its process; and how far it came. */
export interface EndedRun {
  readonly end: TestRunResult | 'hung' | 'ended';
  /** The mutants that were tried again and again, and whether a test noticed each. */
  readonly tried: ReadonlyMap<string, boolean>;
  /** The one that was begun with last. */
  readonly trying: string | undefined;
}

/** A process that runs test files one after the other. */
export interface TestProcess {
  /** Runs one. `maxMs` is for each mutant. */
  run(run: TestRun, maxMs: number): Promise<EndedRun>;
  /** Ends it. */
  close(): void;
}

/** A process and what it says. */
interface Running {
  readonly child: ChildProcess;
  /** The next message; `hung` when none comes in time, `ended` when none comes any more. */
  next(maxMs: number): Promise<unknown>;
}

const MAIN = fileURLToPath(new URL('./test-process-main.ts', import.meta.url));
const FLAGS = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
/** Jest keeps all modules of each file that it ran. */
const MAX_RESIDENT_BYTES = 1_500_000_000;
const MAX_START_MS = 120_000;

/** Builds it. A process is begun when there is something to run, and again when it hung or grew too large. */
export function createTestProcess(options: JestOptions, clock: Clock): TestProcess {
  let running: Running | undefined;

  async function begin(): Promise<Running> {
    running = startRunning(options, clock);
    const first = await running.next(MAX_START_MS);
    if (typeof first === 'string') throw new Error('Jest could not be opened');
    return running;
  }

  function close(): void {
    running?.child.kill('SIGKILL');
    running = undefined;
  }

  return {
    async run(run, maxMs) {
      const { child, next } = running ?? (await begin());
      const tried = new Map<string, boolean>();
      let trying: string | undefined;
      child.send(run);
      for (;;) {
        const message = await next(maxMs);
        if (TRYING.is(message)) trying = message.trying;
        else if (TRIED.is(message)) tried.set(message.tried, message.killed);
        else if (TEST_RUN_RESULT.is(message)) {
          if (message.residentBytes > MAX_RESIDENT_BYTES) close();
          return { end: message, tried, trying };
        } else {
          close();
          return { end: message === 'hung' ? message : 'ended', tried, trying };
        }
      }
    },
    close,
  };
}

function startRunning({ root, sources, cache }: JestOptions, clock: Clock): Running {
  const child = fork(MAIN, [root, sources, cache], {
    cwd: root,
    execArgv: FLAGS,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const messages = on(child, 'message', { close: ['exit'] });
  return {
    child,
    async next(maxMs) {
      const over = new AbortController();
      try {
        return await Promise.race([
          messages.next().then(({ done, value }) => (done === true ? 'ended' : value[0])),
          clock.sleep(maxMs, over.signal).then(() => 'hung'),
        ]);
      } finally {
        over.abort();
      }
    },
  };
}
