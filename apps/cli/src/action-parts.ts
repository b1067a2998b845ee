import { randomBytes } from 'node:crypto';
import { type Clock, systemClock } from '@spotler-connector/clock';
import { loadSection } from '@spotler-connector/configuration';
import { useProxies } from '@spotler-connector/proxies';
import { type Configured, createConfigured, type LoadSection } from './configured.ts';
import type { ExitCode } from './failure/exit-code.ts';
import { stopSignal } from './stop-signal.ts';
import type { Action } from './terminal/command-options.ts';
import { type Confirm, confirmOn } from './terminal/confirm.ts';
import type { Terminal } from './terminal/terminal.ts';

/** Somebody else's lock is over by then: Service Bus allows five minutes at most. */
const MAX_LOCK_WAIT_MS = 330_000;

/** Dependencies of a command that changes something. */
export interface ChangingPorts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly confirm: Confirm;
  /** Fires when the process is told to stop. */
  readonly signal: AbortSignal;
  /** How long to wait for what somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
  /** Makes the mark of a run. */
  readonly newRun: () => string;
}

/** Dependencies of the commands' actions, from the environment of this process. */
export interface ActionParts {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly configured: Configured;
  readonly load: LoadSection;
  /** Dependencies of a command that changes something, from now on told when to stop. */
  readonly changing: () => ChangingPorts;
  /** Has a command end with its exit code. */
  readonly ending: <Options>(act: (options: Options) => Promise<ExitCode>) => Action<Options>;
}

/** Builds {@link ActionParts}, and has all requests of this process go through its proxies. */
export function createActionParts(terminal: Terminal, onEnd: (exitCode: ExitCode) => void): ActionParts {
  useProxies(process);
  const clock = systemClock;
  return {
    terminal,
    clock,
    configured: createConfigured(loadSection),
    load: loadSection,
    changing: () => ({
      terminal,
      clock,
      confirm: confirmOn(process.stdin, process.stderr),
      signal: stopSignal(process),
      lockWaitMs: MAX_LOCK_WAIT_MS,
      newRun: () => randomBytes(6).toString('hex'),
    }),
    ending: (act) => async (options) => onEnd(await act(options)),
  };
}
