/** A reference to a row of another table. */
export interface Lookup {
  /** Logical name of that table. */
  readonly table: string;
  /** Id of that row. */
  readonly id: string;
  /** Display name of the row it points to; Dataverse leaves it out where nobody looked it up. */
  readonly name: string | null;
}

/** Column values by logical name: text, number, boolean, ISO text for dates, Lookup, number[] or null. */
export type Columns = Readonly<Record<string, unknown>>;

/** A row at one moment. */
export interface Row {
  readonly table: string;
  readonly id: string;
  readonly columns: Columns;
  /** Grows with every change in the whole store; the ETag is made of it. */
  readonly version: number;
}

/** A committed change of one row. */
export interface RowChange {
  /** The event. */
  readonly message:
    | 'Create'
    | 'Update'
    | 'Delete'
    | 'Restore'
    | 'Merge'
    | 'SetState'
    | 'SetStateDynamicEntity';
  /** The row before; null when it came into being. */
  readonly before: Row | null;
  /** The row afterwards; null when it is gone. */
  readonly after: Row | null;
  /** Columns that the request names, as it names them, changed or not. */
  readonly submitted: Columns;
  /** Merge only: the row that was deactivated. */
  readonly subordinateId?: string | undefined;
  /** Shared by all changes of one request. */
  readonly correlationId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

export function isLookup(value: unknown): value is Lookup {
  return typeof value === 'object' && value !== null && 'table' in value && 'id' in value;
}
