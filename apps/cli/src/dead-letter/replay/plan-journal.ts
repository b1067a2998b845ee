import { closeSync, openSync, writeSync } from 'node:fs';
import { errorCode } from '../../failure/error-code.ts';
import { usageError } from '../../failure/operator-error.ts';

/** Remembers what was done, so that a run that was stopped at any moment can be resumed. */
export interface PlanJournal {
  /** Notes that a dead letter was sent. To be called before it is completed. */
  sent(sequenceNumber: string): void;
  /** Notes that a dead letter that was sent is none any more. */
  done(sequenceNumber: string): void;
  /** Notes that a dead letter can't be sent. */
  unsendable(sequenceNumber: string): void;
  close(): void;
}

/**
 * Opens a plan file to remember what is done.
 *
 * @throws {OperatorError} with exit code 2 when that can't be done.
 */
export function openJournal(path: string): PlanJournal {
  const file = opened(path);
  // What was being written when the last run was killed may lack its end.
  writeSync(file, '\n');

  function append(step: object): void {
    writeSync(file, `${JSON.stringify(step)}\n`);
  }

  return {
    sent: (sequenceNumber) => append({ sent: sequenceNumber }),
    done: (sequenceNumber) => append({ done: sequenceNumber }),
    unsendable: (sequenceNumber) => append({ unsendable: sequenceNumber }),
    close: () => closeSync(file),
  };
}

function opened(path: string): number {
  try {
    return openSync(path, 'a', 0o600);
  } catch (error) {
    throw usageError(`The file ${path} can't be written (${errorCode(error) ?? 'unknown why'}).`, error);
  }
}
