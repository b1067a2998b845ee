import { parseSync, Visitor } from 'oxc-parser';

/** Each cast of a file, as it is written; `as const` is none, for it only narrows. */
export function castsIn(path: string, text: string): string[] {
  const casts: string[] = [];
  const found = ({ start, end }: { start: number; end: number }) => casts.push(text.slice(start, end));
  new Visitor({
    TSAsExpression(node) {
      if (text.slice(node.typeAnnotation.start, node.typeAnnotation.end) !== 'const') found(node);
    },
    TSTypeAssertion: found,
  }).visit(parseSync(path, text).program);
  return casts;
}
