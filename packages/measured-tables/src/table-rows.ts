/** Cells of one row, the first of which is the row's key. */
export type Cells = readonly [key: string, ...others: string[]];

/** Reads the rows of a Markdown table by their key, without the header. Pure. */
export function tableRows(table: string): ReadonlyMap<string, Cells> {
  const lines = table.split('\n').filter((line) => line.startsWith('|'));
  return new Map(
    lines.slice(2).map((line) => {
      const [key = '', ...others] = cellsOf(line);
      return [key, [key, ...others]];
    }),
  );
}

/** Formats a Markdown table. Pure. */
export function formatTable(columns: readonly string[], rows: readonly Cells[]): string {
  const lines = [columns, columns.map(() => '---'), ...rows.map((cells) => cells.map(escaped))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}

function escaped(cell: string): string {
  return cell.replaceAll('\n', ' ').replaceAll('|', '\\|');
}
