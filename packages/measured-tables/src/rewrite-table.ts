import { type Cells, formatTable, tableRows } from './table-rows.ts';

/** A table of measured figures in a page of the documentation. */
export interface MeasuredTable {
  /** The name in its markers, such as `prove` in `<!-- measured: prove -->`. */
  readonly name: string;
  /** The column headings. */
  readonly columns: readonly string[];
  /** The rows, in order. `previous` are those that the page has, by their first cell. */
  readonly rows: (previous: ReadonlyMap<string, Cells>) => readonly Cells[];
}

/**
 * Returns the page with the table between `<!-- measured: name -->` and `<!-- end -->` written anew.
 * Throws when the page lacks the markers. Pure.
 */
export function rewriteTable(page: string, { name, columns, rows }: MeasuredTable): string {
  const begin = `<!-- measured: ${name} -->\n`;
  const start = page.indexOf(begin) + begin.length;
  const end = page.indexOf('<!-- end -->', start);
  if (start < begin.length || end < 0) throw new Error(`The page has no table marked "measured: ${name}"`);
  const table = formatTable(columns, rows(tableRows(page.slice(start, end))));
  return `${page.slice(0, start)}${table}\n${page.slice(end)}`;
}
