/**
 * Why a column can't be relied on:
 * - `unknown`: the table has no such column.
 * - `not-granted`: it is secured, and no field security profile of ours lets us read it. It reads as empty,
 *   without an error.
 * - `masked`: a masking rule replaces its value by asterisks or the like.
 * - `masking-unknown`: it is secured, and we may not see whether a masking rule applies.
 *
 * Of a whole table, whose rows are looked for by their values:
 * - `rows-hidden`: we may not read the rows of the whole organization. A query leaves the others out, without
 *   an error.
 */
export type ColumnProblemKind = 'unknown' | 'not-granted' | 'masked' | 'masking-unknown' | 'rows-hidden';

/** A column that is read, and whose value can't be relied on; or a table whose rows are hidden from us. */
export interface ColumnProblem {
  /** Logical name of the column; undefined for a problem of the whole table. */
  readonly column: string | undefined;
  /** The kind of problem. */
  readonly kind: ColumnProblemKind;
  /** The same in words, with what to grant. */
  readonly message: string;
}

/** Whether the columns that are read of a table say what stands in them. */
export interface TableAccess {
  /** Logical name of the table. */
  readonly table: string;
  /** True when every column does. Otherwise nothing irreversible may be done to records of this table. */
  readonly readable: boolean;
  /** Problems by column; empty when there are none. */
  readonly problems: readonly ColumnProblem[];
  /** All of it in one text, with what to grant; null when nothing is wrong. */
  readonly message: string | null;
}

/** Facts about one column. */
export interface ColumnFacts {
  /** The metadata's id, by which permissions name the column. */
  readonly id: string | null;
  /** Whether reading it takes a permission. */
  readonly secured: boolean;
}

/** Facts about the columns of one table, and about what we may do with them. */
export interface TableFacts {
  readonly columns: ReadonlyMap<string, ColumnFacts>;
  /**
   * Ids of the secured columns that we may read; null when we may read all of them, as system administrators
   * do.
   */
  readonly granted: ReadonlySet<string> | null;
  /** Columns with a masking rule; null when we may not see which they are. */
  readonly masked: ReadonlySet<string> | null;
  /** Whether some rows may be hidden from us that are looked for by their values. */
  readonly rowsHidden: boolean;
}

/** Judges the columns that are read of a table. Pure. */
export function accessOf(table: string, columns: readonly string[], facts: TableFacts): TableAccess {
  const ofColumns = columns.flatMap((column) => problemOf(table, column, kindOf(column, facts)));
  const problems = [...ofColumns, ...problemOf(table, undefined, facts.rowsHidden ? 'rows-hidden' : null)];
  return {
    table,
    readable: problems.length === 0,
    problems,
    message: problems.length === 0 ? null : problems.map(({ message }) => message).join(' '),
  };
}

function problemOf(
  table: string,
  column: string | undefined,
  kind: ColumnProblemKind | null,
): ColumnProblem[] {
  return kind === null ? [] : [{ column, kind, message: MESSAGES[kind](table, column ?? '') }];
}

function kindOf(column: string, { columns, granted, masked }: TableFacts): ColumnProblemKind | null {
  const known = columns.get(column);
  if (known === undefined) return 'unknown';
  if (!known.secured) return null;
  if (granted !== null && (known.id === null || !granted.has(known.id))) return 'not-granted';
  if (masked === null) return 'masking-unknown';
  return masked.has(column) ? 'masked' : null;
}

const MESSAGES: Readonly<Record<ColumnProblemKind, (table: string, column: string) => string>> = {
  unknown: (table, column) => `Table ${table} has no column ${column}.`,
  'not-granted': (table, column) =>
    `Column ${column} of ${table} is secured, and reads as empty for us: ` +
    'give the application user, or a team of it, a column security profile that allows to read it.',
  masked: (table, column) =>
    `Column ${column} of ${table} has a masking rule, so that we read masked text: take the rule off the column.`,
  'masking-unknown': (table, column) =>
    `Column ${column} of ${table} is secured, and we may not see whether it is masked: ` +
    'give the application user the privilege to read Secured Masking Columns (prvReadAttributeMaskingRule).',
  'rows-hidden': (table) =>
    `We may not read every row of ${table}, and a query leaves the others out: ` +
    `give the application user itself, not only a team of it, a role that reads ${table} of the whole organization.`,
};
