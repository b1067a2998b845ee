import type { Confirm } from '../../terminal/confirm.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import type { LetterBox } from '../letters/letter-box.ts';

/** What replaying needs. */
export interface ReplayPorts {
  terminal: Terminal;
  box: LetterBox;
  confirm: Confirm;
  /** A random mark for a new plan: letters and digits. */
  newRun: () => string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Ends the run after the letter in hand. */
  signal: AbortSignal;
  /** How long to wait for letters that somebody else has locked, in milliseconds. */
  patienceMs: number;
}
