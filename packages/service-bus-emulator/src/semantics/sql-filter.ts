import type { MessageContent } from './message.ts';
import { SqlParser } from './sql-parser.ts';
import { sqlTokens } from './sql-tokens.ts';

/**
 * Compiles an SQL filter: comparisons, AND, OR, NOT, IN, LIKE with ESCAPE, IS NULL, EXISTS, arithmetic,
 * `newid()`, `property()`, and `sys.` and `user.` properties. Parameters are refused. A message matches when
 * the expression is true, not when it is unknown.
 */
export function compileSqlFilter(expression: string): (content: MessageContent) => boolean {
  const parser = new SqlParser(sqlTokens(expression));
  const evaluate = parser.whole();
  return (content) => evaluate(content) === true;
}
