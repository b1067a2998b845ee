import type { Clock } from '@spotler-connector/clock';
import type { Confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { DeadLetterQueue } from '../queue/dead-letter-queue.ts';

/** Dependencies of replaying. */
export interface ReplayPorts {
  readonly terminal: Terminal;
  readonly queue: DeadLetterQueue;
  readonly confirm: Confirm;
  /** A random mark for a new plan: letters and digits. */
  readonly newRun: () => string;
  readonly clock: Clock;
  /** Ends the run after the dead letter in hand. */
  readonly signal: AbortSignal;
  /** How long to wait for dead letters that somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
}
