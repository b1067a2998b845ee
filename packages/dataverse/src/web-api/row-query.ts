/** Which columns of which rows. */
export interface RowQuery {
  /** Logical name of the table. An error that names another one is not taken for the absence of a row. */
  readonly table?: string | undefined;
  /** The table's entity set name, such as `contacts`. */
  readonly entitySet: string;
  /** Logical name of the column with the row's id. */
  readonly primaryKey: string;
  /** Properties to read, as the Web API calls them. */
  readonly columns: readonly string[];
  /** Annotation to get beside the raw values, such as formatted values; null for none. */
  readonly annotations: string | null;
}

/** Labels of choices and names of looked-up rows. */
export const FORMATTED_VALUES = 'OData.Community.Display.V1.FormattedValue';

/** Which rows a query finds. */
export interface RowFilter {
  /** OData `$filter`. Default: every row. */
  readonly filter?: string | undefined;
  /** OData `$orderby`, each with `asc` or `desc`. */
  readonly orderBy?: readonly string[] | undefined;
  /** At most so many rows. */
  readonly top?: number | undefined;
}
