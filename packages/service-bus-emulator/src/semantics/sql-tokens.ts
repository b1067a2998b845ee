import { Refusal } from './refusal.ts';

/**
 * A word of an SQL expression. Names and keywords look alike; `quoted` tells a name that cannot be a keyword.
 */
export type SqlToken =
  | { readonly kind: 'name'; readonly text: string; readonly isQuoted: boolean }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'sign'; readonly text: string };

const PATTERN =
  /\s*(?:(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|N?'(?<string>(?:[^']|'')*)'|"(?<double>(?:[^"]|"")*)"|\[(?<bracket>[^\]]*)\]|(?<name>[\p{L}_][\p{L}\p{N}_$]*)|(?<sign><>|!=|<=|>=|[=<>(),.;+*/%-]))/uy;

export function syntaxError(what: string): Refusal {
  return new Refusal('com.microsoft:argument-error', `The SQL expression cannot be understood: ${what}.`);
}

/** Cuts an SQL expression into words; refuses what is none. */
export function sqlTokens(expression: string): SqlToken[] {
  const tokens: SqlToken[] = [];
  const text = expression.trimEnd();
  PATTERN.lastIndex = 0;
  while (PATTERN.lastIndex < text.length) {
    const at = PATTERN.lastIndex;
    const groups = PATTERN.exec(text)?.groups;
    if (groups === undefined) throw syntaxError(`unexpected character at position ${at + 1}`);
    tokens.push(tokenOf(groups));
  }
  return tokens;
}

function tokenOf({
  number,
  string,
  double,
  bracket,
  name,
  sign,
}: Record<string, string | undefined>): SqlToken {
  if (number !== undefined) return { kind: 'number', value: Number(number) };
  if (string !== undefined) return { kind: 'string', text: string.replaceAll("''", "'") };
  if (name !== undefined) return { kind: 'name', text: name, isQuoted: false };
  if (sign !== undefined) return { kind: 'sign', text: sign };
  return { kind: 'name', text: bracket ?? double?.replaceAll('""', '"') ?? '', isQuoted: true };
}
