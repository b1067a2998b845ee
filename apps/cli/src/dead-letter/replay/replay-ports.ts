import type { Clock } from '@spotler-connector/clock';
import type { Confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { LetterBox } from '../letters/letter-box.ts';

/** What replaying needs. */
export interface ReplayPorts {
  readonly terminal: Terminal;
  readonly box: LetterBox;
  readonly confirm: Confirm;
  /** A random mark for a new plan: letters and digits. */
  readonly newRun: () => string;
  readonly clock: Clock;
  /** Ends the run after the letter in hand. */
  readonly signal: AbortSignal;
  /** How long to wait for letters that somebody else has locked, in milliseconds. */
  readonly lockWaitMs: number;
}
