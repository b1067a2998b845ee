/** One cell. `paint` is put on after the width was measured. */
export interface Cell {
  text: string;
  paint?: (text: string) => string;
  /** Whether it stands at the right end of its column, as numbers do. */
  right?: boolean;
}

/** Lines of a table whose columns are as wide as their widest cell. */
export function columns(rows: readonly (readonly (Cell | string)[])[]): string[] {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'string' ? { text: cell } : cell)));
  const widths: number[] = [];
  for (const row of cells) {
    for (const [index, { text }] of row.entries()) widths[index] = Math.max(widths[index] ?? 0, text.length);
  }
  return cells.map((row) =>
    row
      .map((cell, index) => padded(cell, index === row.length - 1 ? 0 : (widths[index] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function padded({ text, paint = (plain) => plain, right = false }: Cell, width: number): string {
  const blanks = ' '.repeat(Math.max(0, width - text.length));
  return right ? `${blanks}${paint(text)}` : `${paint(text)}${blanks}`;
}
