/** A reference to a row of another table. */
export interface Lookup {
  /** Logical name of that table. */
  table: string;
  /** Id of that row. */
  id: string;
  /** Display name of the row it points to; Dataverse leaves it out where nobody looked it up. */
  name: string | null;
}

/** Column values by logical name: text, number, boolean, ISO text for dates, Lookup, number[] or null. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row at one moment. */
export interface Row {
  table: string;
  id: string;
  columns: Columns;
  /** Grows with every change in the whole store; the ETag is made of it. */
  version: number;
}

/** A committed change of one row. */
export interface RowChange {
  /** The event. */
  message: 'Create' | 'Update' | 'Delete' | 'Restore' | 'Merge';
  /** The row before; null when it came into being. */
  before: Row | null;
  /** The row afterwards; null when it is gone. */
  after: Row | null;
  /** Columns that the request names, as it names them, changed or not. */
  submitted: Columns;
  /** Merge only: the row that was deactivated. */
  subordinateId?: string;
  /** Shared by all changes of one request. */
  correlationId: string;
  /** Epoch milliseconds. */
  at: number;
}

export function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'table' in value && 'id' in value;
}
