import { rmSync } from 'node:fs';
import { createFile } from '../../create-file.ts';
import type { DeadLetter } from '../message/dead-letter.ts';
import type { PlanHeader } from './plan.ts';

/** Files of version 1 named no namespace, and those of version 2 had no end. */
export const PLAN_VERSION = 3;

/**
 * A plan that is being written: a line of JSON for the plan, one for each dead letter, and one for its end.
 * Lines about dead letters can be taken out with any editor. It holds no personal data.
 */
export interface PlanFile {
  readonly path: string;
  /** Writes a dead letter that is to be replayed. */
  add(deadLetter: Omit<DeadLetter, 'records'>, fingerprint: string): void;
  /** Writes the number of one that was replayed often enough. */
  park(sequenceNumber: string): void;
  /** Ends the plan. Without its end nobody carries it out. */
  end(newest: string): void;
  /** Deletes the file, if there is one. */
  discard(): void;
}

/**
 * Makes a plan file. The file is made with its first line, so that a plan of nothing leaves none behind.
 *
 * Its functions throw an {@link OperatorError} with exit code 2 when the file can't be made.
 */
export function planFile(path: string, header: PlanHeader): PlanFile {
  let file: ReturnType<typeof createFile> | undefined;
  let isClosed = false;

  function write(line: object): void {
    if (file === undefined) {
      file = createFile(path);
      file.write(JSON.stringify({ plan: PLAN_VERSION, ...header }));
    }
    file.write(JSON.stringify(line));
  }

  function close(): void {
    if (!isClosed) file?.close();
    isClosed = true;
  }

  return {
    path,
    add({ sequenceNumber, reason, table, message, replays, enqueuedAt }, fingerprint) {
      const time = enqueuedAt === undefined ? undefined : new Date(enqueuedAt).toISOString();
      const what = { reason, table, message, replays };
      write({ letter: sequenceNumber, ...what, fingerprint, enqueuedAt: time });
    },
    park: (sequenceNumber) => write({ parked: sequenceNumber }),
    end(newest) {
      if (file === undefined) return;
      write({ newest });
      close();
    },
    discard() {
      if (file === undefined) return;
      close();
      rmSync(path, { force: true });
    },
  };
}
