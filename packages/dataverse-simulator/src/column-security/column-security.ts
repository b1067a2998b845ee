import type { Row } from '../store/row.ts';

/** A column that is secured, and what the application user may do with it. */
export interface SecuredColumn {
  /** Logical name of the table. */
  readonly table: string;
  /** Logical name of the column. */
  readonly column: string;
  /** Whether a column security profile lets the application user read it. Default: no. */
  readonly granted?: boolean | undefined;
  /** Whether a masking rule applies to it, which shows everybody masked text. Default: no. */
  readonly masked?: boolean | undefined;
  /** Whether it is secured against changes only, so that everybody may read it. Default: no. */
  readonly readableByAll?: boolean | undefined;
}

/** Rows that a privilege reaches: own ones, those of the business unit, also those below it, or all. */
export type ReadDepth = 'Basic' | 'Local' | 'Deep' | 'Global';

/** Column-level security, as far as the application user notices it. */
export interface ColumnSecurity {
  /** Secures a column, or changes how it is secured. */
  secure(column: SecuredColumn): void;
  /** Takes the security off a column. */
  release(table: string, column: string): void;
  /** How a column is secured; undefined when it is not. */
  of(table: string, column: string): SecuredColumn | undefined;
  /** Every secured column. */
  all(): readonly SecuredColumn[];
  /**
   * Makes the application user a system administrator, who reads secured columns without a profile, or takes
   * that back.
   */
  setAdministrator(is: boolean): void;
  isAdministrator(): boolean;
  /** Whether the application user may read which masking rules there are. */
  setMaskingRulesVisible(are: boolean): void;
  areMaskingRulesVisible(): boolean;
  /** Sets how far the privilege to read a table goes. Default: `Global`, the whole organization. */
  setReadDepth(table: string, depth: ReadDepth): void;
  /** How far the privilege to read a table goes. */
  readDepth(table: string): ReadDepth;
  /** The row as the application user sees it. */
  shown(row: Row): Row;
}

/** Builds a {@link ColumnSecurity} without secured columns. */
export function createColumnSecurity(): ColumnSecurity {
  const secured = new Map<string, SecuredColumn>();
  const depths = new Map<string, ReadDepth>();
  let administrator = false;
  let maskingRulesVisible = true;

  function shownValue(table: string, column: string, value: unknown): unknown {
    const security = secured.get(`${table} ${column}`);
    if (security === undefined || security.readableByAll === true) return value;
    if (!administrator && security.granted !== true) return null;
    return security.masked === true && typeof value === 'string' ? maskedText(value) : value;
  }

  return {
    secure(column) {
      secured.set(`${column.table} ${column.column}`, column);
    },
    release(table, column) {
      secured.delete(`${table} ${column}`);
    },
    of: (table, column) => secured.get(`${table} ${column}`),
    all: () => [...secured.values()],
    setAdministrator(is) {
      administrator = is;
    },
    isAdministrator: () => administrator,
    setMaskingRulesVisible(are) {
      maskingRulesVisible = are;
    },
    areMaskingRulesVisible: () => maskingRulesVisible,
    setReadDepth(table, depth) {
      depths.set(table, depth);
    },
    readDepth: (table) => depths.get(table) ?? 'Global',
    shown(row) {
      if (secured.size === 0) return row;
      const columns = Object.entries(row.columns).map(([column, value]) => [
        column,
        shownValue(row.table, column, value),
      ]);
      return { ...row, columns: Object.fromEntries(columns) };
    },
  };
}

/**
 * As the rule for e-mail addresses does it that Dataverse comes with: the first letter and the domain stay.
 */
function maskedText(text: string): string {
  const [local = '', domain] = text.split('@');
  if (domain === undefined) return '*'.repeat(text.length);
  return `${local.slice(0, 1)}${'*'.repeat(Math.max(1, local.length - 1))}@${domain}`;
}
