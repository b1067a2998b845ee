import type { MessageContent } from './message.ts';
import { SqlParser } from './sql-parser.ts';
import { sqlTokens } from './sql-tokens.ts';

/**
 * Compiles an SQL filter: comparisons, AND, OR, NOT, IN, LIKE, IS NULL, EXISTS, `sys.` and `user.` properties.
 * Arithmetic and ESCAPE are refused. A message matches when the expression is true, not when it is unknown.
 */
export function compileSqlFilter(expression: string): (content: MessageContent) => boolean {
  const parser = new SqlParser(sqlTokens(expression));
  const evaluate = parser.whole();
  return (content) => evaluate(content) === true;
}
