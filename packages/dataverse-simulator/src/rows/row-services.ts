import type { DataverseAnswer } from '@spotler-connector/dataverse/answers';
import type { ColumnSecurity } from '../column-security/column-security.ts';
import type { RowStore } from '../store/row-store.ts';

/** The parts that row requests need. */
export interface RowServices {
  readonly store: RowStore;
  /** `<origin>/api/data/v9.2/`; empty until the server listens. */
  baseUrl: string;
  /** Rows that exist but that the caller may not see. */
  isInvisible(table: string, id: string): boolean;
  /** How it is said that a row does not exist. */
  readonly absence: DataverseAnswer;
  /** Logical names of tables without change tracking. */
  readonly untracked: readonly string[];
  /** Columns that the caller may not read, or not as they are. */
  readonly security: ColumnSecurity;
  /** Epoch milliseconds. */
  now(): number;
}
