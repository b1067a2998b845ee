import { parseSync, Visitor } from 'oxc-parser';

/** How many lines each function of a file has, by its first line; functions within it count in it as well. */
export function functionLengths(path: string, text: string): { firstLine: string; lines: number }[] {
  const lengths: { firstLine: string; lines: number }[] = [];
  const measure = ({ start, end }: { start: number; end: number }) => {
    const lines = text.slice(start, end).split('\n');
    lengths.push({ firstLine: lines[0] ?? '', lines: lines.length });
  };
  new Visitor({
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  }).visit(parseSync(path, text).program);
  return lengths;
}
