import { badRequest } from '../odata-error.ts';
import { COMPARISONS, type FilterExpression, type Literal, TEXT_FUNCTIONS } from './filter-expression.ts';
import { type Token, tokenizeFilter } from './tokenize-filter.ts';

/** Reads tokens one by one. */
interface Cursor {
  peek(): Token | undefined;
  next(): Token;
  /** Takes the next token if it is this word or symbol. */
  accept(value: string): boolean;
  expect(value: string): void;
}

const IN_FUNCTION = 'Microsoft.Dynamics.CRM.In';

/**
 * Parses what we and dynamics-web-api write: `and`, `or`, `not`, parentheses, the six comparisons,
 * `contains`, `startswith`, `endswith` and Dataverse's `In`. @throws {ODataError} 400 for anything else.
 */
export function parseFilter(filter: string): FilterExpression {
  const cursor = cursorOver(tokenizeFilter(filter));
  const expression = parseOr(cursor);
  if (cursor.peek() !== undefined) throw syntaxError();
  return expression;
}

function parseOr(cursor: Cursor): FilterExpression {
  let left = parseAnd(cursor);
  while (cursor.accept('or')) left = { kind: 'or', left, right: parseAnd(cursor) };
  return left;
}

function parseAnd(cursor: Cursor): FilterExpression {
  let left = parseNot(cursor);
  while (cursor.accept('and')) left = { kind: 'and', left, right: parseNot(cursor) };
  return left;
}

function parseNot(cursor: Cursor): FilterExpression {
  return cursor.accept('not') ? { kind: 'not', operand: parseNot(cursor) } : parsePrimary(cursor);
}

function parsePrimary(cursor: Cursor): FilterExpression {
  if (cursor.accept('(')) {
    const inner = parseOr(cursor);
    cursor.expect(')');
    return inner;
  }
  const name = expectName(cursor);
  if (name === IN_FUNCTION) return parseIn(cursor);
  const textFunction = TEXT_FUNCTIONS.find((known) => known === name);
  if (textFunction !== undefined) return parseTextFunction(cursor, textFunction);
  const word = expectName(cursor);
  const operator = COMPARISONS.find((known) => known === word);
  if (operator === undefined) throw syntaxError();
  return { kind: 'compare', operator, property: name, value: parseLiteral(cursor) };
}

function parseTextFunction(cursor: Cursor, name: (typeof TEXT_FUNCTIONS)[number]): FilterExpression {
  cursor.expect('(');
  const property = expectName(cursor);
  cursor.expect(',');
  const value = expectText(cursor);
  cursor.expect(')');
  return { kind: 'text', function: name, property, value };
}

/** `In(PropertyName='contactid',PropertyValues=['…','…'])`: values are quoted whatever the column's type. */
function parseIn(cursor: Cursor): FilterExpression {
  for (const piece of ['(', 'PropertyName', '=']) cursor.expect(piece);
  const property = expectText(cursor);
  for (const piece of [',', 'PropertyValues', '=', '[']) cursor.expect(piece);
  const values: string[] = [];
  while (!cursor.accept(']')) {
    if (values.length > 0) cursor.expect(',');
    values.push(expectText(cursor));
  }
  cursor.expect(')');
  return { kind: 'in', property, values };
}

function parseLiteral(cursor: Cursor): Literal {
  const token = cursor.next();
  if (token.kind === 'symbol') throw syntaxError();
  if (token.kind !== 'name') return token.value;
  if (token.value === 'null') return null;
  if (token.value === 'true' || token.value === 'false') return token.value === 'true';
  throw syntaxError();
}

function expectName(cursor: Cursor): string {
  const token = cursor.next();
  if (token.kind !== 'name') throw syntaxError();
  return token.value;
}

function expectText(cursor: Cursor): string {
  const token = cursor.next();
  if (token.kind !== 'text') throw syntaxError();
  return token.value;
}

function cursorOver(tokens: readonly Token[]): Cursor {
  let position = 0;
  const next = (): Token => {
    const token = tokens[position];
    if (token === undefined) throw syntaxError();
    position += 1;
    return token;
  };
  const accept = (value: string): boolean => {
    const token = tokens[position];
    const found = (token?.kind === 'name' || token?.kind === 'symbol') && token.value === value;
    if (found) position += 1;
    return found;
  };
  return {
    peek: () => tokens[position],
    next,
    accept,
    expect: (value) => {
      if (!accept(value)) throw syntaxError();
    },
  };
}

function syntaxError() {
  return badRequest('Syntax error in $filter.');
}
