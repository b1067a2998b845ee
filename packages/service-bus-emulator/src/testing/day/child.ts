import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { DayAnswer, DayOperation } from './day-operation.ts';

const PROGRAM = fileURLToPath(new URL('./emulator-child.ts', import.meta.url));

/** Report of the child after each operation. */
export interface ChildReport {
  readonly answer: DayAnswer;
  readonly visible: string;
}

/** The entities in a process of their own. */
export interface Child {
  readonly atStart: ChildReport;
  readonly apply: (operation: DayOperation) => Promise<ChildReport>;
  /** Begins an operation and kills the process before its n-th write, or when it is done. */
  readonly applyAndKill: (operation: DayOperation, killAt: number) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the entities on a folder at a time in epoch milliseconds. */
export async function startChild(folder: string, now: number): Promise<Child> {
  const child = fork(PROGRAM, [folder, String(now)], {
    serialization: 'advanced',
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const exit = once(child, 'exit');
  return {
    atStart: await report(child),
    apply: (operation) => {
      child.send({ operation });
      return report(child);
    },
    applyAndKill: async (operation, killAt) => {
      child.send({ operation, killAt });
      await exit;
    },
    stop: async () => {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

function report(child: ChildProcess): Promise<ChildReport> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`The child ended with ${code}.`));
    child.once('exit', ended);
    child.once('message', (message) => {
      child.off('exit', ended);
      resolve(readReport(message));
    });
  });
}

function readReport(message: unknown): ChildReport {
  if (isReport(message)) return message;
  throw new TypeError('The child says something else.');
}

function isReport(message: unknown): message is ChildReport {
  return typeof message === 'object' && message !== null && 'answer' in message && 'visible' in message;
}
