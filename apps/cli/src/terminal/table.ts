import { stripVTControlCharacters } from 'node:util';
import CliTable from 'cli-table3';
import { printableLines } from './printable-text.ts';

/** One cell of a table. */
export interface Cell {
  /** Plain text, in which a terminal obeys nothing but line ends. */
  readonly text: string;
  /** Colours the text. */
  readonly paint?: ((text: string) => string) | undefined;
  /** Aligns the text to the right end of its column, as numbers are. */
  readonly right?: boolean | undefined;
}

/** One row of a table. Rows may have fewer cells than others. */
export type Row = readonly (Cell | string)[];

/** How a table is laid out. */
export interface TableOptions {
  /** Characters that fit on a line; infinite where there is no terminal. */
  readonly width: number;
  /** The names of the columns, as the first row. */
  readonly header?: readonly Cell[] | undefined;
}

const GAP = '  ';
const BORDERS = [
  ...['top', 'top-mid', 'top-left', 'top-right', 'bottom', 'bottom-mid', 'bottom-left', 'bottom-right'],
  ...['left', 'left-mid', 'mid', 'mid-mid', 'right', 'right-mid'],
];
const NO_BORDERS = Object.fromEntries(BORDERS.map((name) => [name, '']));

/**
 * Lays out a table whose columns are as wide as their widest cell. When that is too wide, its widest column
 * is wrapped at words; when that is not enough, each row is folded into a block. No text is ever cut off.
 * Pure.
 */
export function tableLines(rows: readonly Row[], { width, header }: TableOptions): string[] {
  const all = [...(header === undefined ? [] : [header]), ...rows].map(cellsOf);
  return fitted(all, width) ?? rows.flatMap((row) => folded(cellsOf(row), { width, header }));
}

/** Lines of the table in its own width, or with one column wrapped; undefined when neither fits. */
function fitted(rows: readonly (readonly Cell[])[], width: number): string[] | undefined {
  const natural = rendered(rows);
  const excess = Math.max(0, ...natural.map(visibleLength)) - width;
  if (excess <= 0) return natural;
  const widths = columnsOf(rows).map((cells) => Math.max(0, ...cells.map(lineLength)));
  const widest = widths.indexOf(Math.max(...widths));
  const narrowed = (widths[widest] ?? 0) - excess;
  if (narrowed < minWidth(columnsOf(rows)[widest] ?? [])) return undefined;
  return rendered(rows, widths.with(widest, narrowed));
}

/** A row as a block: with a header its cells under their names, else the last cell below the others. */
function folded(row: readonly Cell[], { width, header }: TableOptions): string[] {
  if (header !== undefined) {
    const named = row.map((cell, column): Row => [header[column] ?? '', { ...cell, right: false }]);
    return [...(fitted(named.map(cellsOf), width) ?? rendered(named.map(cellsOf))), ''];
  }
  const first = row.slice(0, -1).map(({ text, paint = same }) => paint(text));
  const last: readonly Cell[] = ['', row.at(-1) ?? ''].map(cellOf);
  const lines = fitted([last], width) ?? rendered([last]);
  return [first.join(GAP).trimEnd(), ...lines].filter((line) => line !== '');
}

function rendered(rows: readonly (readonly Cell[])[], widths: number[] = []): string[] {
  if (rows.length === 0) return [];
  const table = new CliTable({
    chars: { ...NO_BORDERS, middle: GAP },
    // Colours are the palette's, which knows whether there are any.
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    colAligns: columnsOf(rows).map((cells) => (cells.some(({ right }) => right === true) ? 'right' : 'left')),
    colWidths: widths,
    wordWrap: widths.length > 0,
  });
  table.push(...rows.map((row) => row.map(({ text, paint = same }) => paint(text))));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd());
}

function columnsOf(rows: readonly (readonly Cell[])[]): (readonly Cell[])[] {
  const count = Math.max(0, ...rows.map(({ length }) => length));
  return Array.from({ length: count }, (_, column) => rows.flatMap((row) => row[column] ?? []));
}

function lineLength({ text }: Cell): number {
  return Math.max(...text.split('\n').map(({ length }) => length));
}

function minWidth(cells: readonly Cell[]): number {
  return Math.max(0, ...cells.flatMap(({ text }) => text.split(/\s+/).map(({ length }) => length)));
}

function visibleLength(line: string): number {
  return stripVTControlCharacters(line).length;
}

function cellsOf(row: Row): readonly Cell[] {
  return row.map(cellOf);
}

function cellOf(cell: Cell | string): Cell {
  const { text, ...layout } = typeof cell === 'string' ? { text: cell } : cell;
  return { ...layout, text: printableLines(text).join('\n') };
}

function same(text: string): string {
  return text;
}
