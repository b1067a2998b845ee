import type { PendingNumbers } from '../queue/drain.ts';
import { createNumberTable } from './number-table.ts';
import type { SentNumbers } from './replay-round.ts';

/**
 * Which dead letters a plan names and what became of each, in 17 bytes for each: a plan can name a million.
 * All else about them is in the plan file.
 */
export interface PlanIndex {
  /** How many the plan names. */
  readonly size: number;
  /** Those that are still to be done. */
  readonly pending: PendingNumbers;
  /** Those that were sent; they may still be among the dead letters. */
  readonly sent: SentNumbers;
  /** The mark of each, by which it is told from another one with the same number. */
  readonly fingerprints: Pick<ReadonlyMap<string, string>, 'get'>;
  /** Takes a dead letter into the plan. */
  add(sequenceNumber: string, fingerprint: string): void;
}

const NUMBER = /^\d{1,19}$/;
const MARK = /^[0-9a-f]{16}$/;
const SENT = 1;
const SETTLED = 2;

/** Builds an empty {@link PlanIndex}. */
export function createPlanIndex(): PlanIndex {
  const table = createNumberTable();
  let left = 0;

  function find(sequenceNumber: string): number | undefined {
    return NUMBER.test(sequenceNumber) ? table.find(BigInt(sequenceNumber)) : undefined;
  }

  function is(row: number, state: number): boolean {
    return (table.stateAt(row) & state) !== 0;
  }

  return {
    get size() {
      return table.size;
    },
    add(sequenceNumber, fingerprint) {
      if (!NUMBER.test(sequenceNumber) || !MARK.test(fingerprint) || find(sequenceNumber) !== undefined)
        return;
      table.add(BigInt(sequenceNumber), BigInt(`0x${fingerprint}`));
      left += 1;
    },
    pending: {
      get size() {
        return left;
      },
      has(sequenceNumber) {
        const row = find(sequenceNumber);
        return row !== undefined && !is(row, SETTLED);
      },
      delete(sequenceNumber) {
        const row = find(sequenceNumber);
        if (row === undefined || is(row, SETTLED)) return false;
        table.setState(row, table.stateAt(row) | SETTLED);
        left -= 1;
        return true;
      },
      *[Symbol.iterator]() {
        for (let row = 0; row < table.size; row += 1)
          if (!is(row, SETTLED)) yield String(table.numberAt(row));
      },
    },
    sent: {
      has(sequenceNumber) {
        const row = find(sequenceNumber);
        return row !== undefined && is(row, SENT);
      },
      add(sequenceNumber) {
        const row = find(sequenceNumber);
        if (row !== undefined) table.setState(row, table.stateAt(row) | SENT);
      },
    },
    fingerprints: {
      get(sequenceNumber) {
        const row = find(sequenceNumber);
        return row === undefined ? undefined : table.markAt(row).toString(16).padStart(16, '0');
      },
    },
  };
}
