/** A place in a text. Lines and columns count from zero. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Gives the text between two positions. */
export function textAt(
  text: string,
  { start, end }: { readonly start: Position; readonly end: Position },
): string {
  const lines = text.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.column : 0, index === last ? end.column : line.length),
    )
    .join('\n');
}
