import { badRequest } from '../odata-error.ts';

/** A piece of a `$filter`. */
export type Token =
  | { readonly kind: 'text' | 'name' | 'symbol'; readonly value: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'id' | 'instant'; readonly value: string };

const GUID = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const PIECES = new RegExp(
  [
    '\\s+',
    `(?<id>${GUID})`,
    '(?<instant>\\d{4}-\\d{2}-\\d{2}(?:T[\\d:.]+(?:Z|[+-]\\d{2}:\\d{2})?)?)',
    '(?<number>-?\\d+(?:\\.\\d+)?)',
    "'(?<text>(?:[^']|'')*)'",
    '(?<name>[A-Za-z_][\\w.]*)',
    '(?<symbol>[(),=\\[\\]])',
  ].join('|'),
  'iy',
);

/** @throws {ODataError} 400 for what is no filter. */
export function tokenizeFilter(filter: string): Token[] {
  const tokens: Token[] = [];
  PIECES.lastIndex = 0;
  while (PIECES.lastIndex < filter.length) {
    const groups = PIECES.exec(filter)?.groups;
    if (groups === undefined) throw badRequest('Syntax error in $filter.');
    const token = tokenOf(groups);
    if (token !== null) tokens.push(token);
  }
  return tokens;
}

function tokenOf({
  id,
  instant,
  number,
  text,
  name,
  symbol,
}: Record<string, string | undefined>): Token | null {
  if (id !== undefined) return { kind: 'id', value: id.toLowerCase() };
  if (instant !== undefined) return { kind: 'instant', value: instant };
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (text !== undefined) return { kind: 'text', value: text.replaceAll("''", "'") };
  if (name !== undefined) return { kind: 'name', value: name };
  return symbol === undefined ? null : { kind: 'symbol', value: symbol };
}
