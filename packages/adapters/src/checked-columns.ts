import type { Table } from '@spotler-connector/anonymization-policy';
import type { Clock } from '@spotler-connector/clock';
import type { ColumnAccess, TableAccess } from '@spotler-connector/dataverse';
import { PortError } from '@spotler-connector/reconciler';
import { failureOf, withPortErrors } from './port-errors.ts';

/** The code of the failure of a column that can't be relied on. */
export const COLUMN_NOT_READABLE = 'ColumnNotReadable';

/** Options of checking columns while the worker runs. */
export interface CheckedColumnsOptions {
  /** Asks Dataverse. */
  readonly access: ColumnAccess;
  /** Tells how old an answer is. */
  readonly clock: Pick<Clock, 'now'>;
  /** How old an answer may be that permits to act, in milliseconds. */
  readonly maxAgeMs: number;
  /**
   * Called with every table that became unreadable, or is so for another reason now; and when it is readable
   * again.
   */
  readonly onChange?: ((table: TableAccess) => void) | undefined;
}

/** Knows whether the columns of each table can be relied on. */
export interface CheckedColumns {
  /**
   * Resolves when every column of the table that counts can be read, as of not longer ago than the age given.
   * Those who ask at once share one question. A bad answer is asked again each time, for somebody may be
   * mending it.
   *
   * @throws {PortError} `authentication` with code {@link COLUMN_NOT_READABLE} and the column; or Dataverse's
   * failure.
   */
  check(table: Table): Promise<void>;
}

interface Answer {
  readonly at: number;
  readonly tables: ReadonlyMap<string, TableAccess>;
}

/** Builds {@link CheckedColumns}; nothing is asked yet. */
export function createCheckedColumns(options: CheckedColumnsOptions): CheckedColumns {
  const { clock, maxAgeMs, onChange } = options;
  const access = withPortErrors(options.access);
  let last: Answer | undefined;
  let asking: Promise<Answer> | undefined;

  async function ask(): Promise<Answer> {
    // The answer is as old as the question.
    const at = clock.now();
    const tables = new Map((await access.check()).map((each) => [each.table, each]));
    for (const each of tables.values()) {
      const before = last?.tables.get(each.table)?.message ?? null;
      if (each.message !== before) onChange?.(each);
    }
    last = { at, tables };
    return last;
  }

  function askOnce(): Promise<Answer> {
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  }

  return {
    async check(table) {
      const isFresh = last !== undefined && clock.now() - last.at < maxAgeMs;
      const known = isFresh && last?.tables.get(table)?.readable === true ? last : await askOnce();
      const found = known.tables.get(table);
      if (found?.readable === true) return;
      throw new PortError(
        failureOf('dataverse', {
          kind: 'authentication',
          code: COLUMN_NOT_READABLE,
          property: found?.problems[0]?.column,
        }),
      );
    },
  };
}
