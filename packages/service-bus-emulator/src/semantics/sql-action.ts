import type { MessageChanges, MessageContent, PropertyValue, SystemProperty } from './message.ts';
import { type Evaluate, SqlParser } from './sql-parser.ts';
import type { SqlProperty } from './sql-property.ts';
import { sqlTokens, syntaxError } from './sql-tokens.ts';

interface Step {
  readonly property: SqlProperty;
  /** Absent to remove the property. */
  readonly value?: Evaluate | undefined;
}

/**
 * Compiles an SQL action: `SET property = value` and `REMOVE property`, with semicolons between them. A value
 * is any expression; `sys.` properties can be set but not removed.
 */
export function compileSqlAction(expression: string): (content: MessageContent) => MessageChanges {
  const steps = readSteps(new SqlParser(sqlTokens(expression)));
  return (content) => {
    const system = new Map<SystemProperty, PropertyValue>();
    const application = new Map<string, PropertyValue>();
    for (const { property, value } of steps) {
      const result = value?.(content);
      if ('system' in property) system.set(property.system, result);
      else application.set(property.application, result);
    }
    return { system, application };
  };
}

function readSteps(parser: SqlParser): Step[] {
  const steps: Step[] = [];
  while (!parser.isAtEnd) {
    steps.push(readStep(parser));
    if (!parser.isAtEnd) parser.expectSign(';');
  }
  if (steps.length === 0) throw syntaxError('an action needs SET or REMOVE');
  return steps;
}

function readStep(parser: SqlParser): Step {
  if (parser.keyword('SET')) {
    const property = parser.propertyName();
    parser.expectSign('=');
    return { property, value: parser.operand() };
  }
  if (!parser.keyword('REMOVE')) throw syntaxError('SET or REMOVE is missing');
  const property = parser.propertyName();
  if ('system' in property) throw syntaxError('a system property cannot be removed');
  return { property };
}
