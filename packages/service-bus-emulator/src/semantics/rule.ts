import type {
  IncomingMessage,
  MessageChanges,
  MessageContent,
  PropertyValue,
  SystemProperty,
} from './message.ts';
import { compileSqlAction } from './sql-action.ts';
import { compileSqlFilter } from './sql-filter.ts';
import { isSameValue } from './sql-logic.ts';

/** Which messages of a topic a subscription takes. */
export type RuleFilter =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | {
      readonly kind: 'sql';
      readonly expression: string;
      readonly isMatch: (content: MessageContent) => boolean;
    }
  | CorrelationFilter;

/** A filter by properties: every one that is named must be equal, or absent where undefined is named. */
export interface CorrelationFilter {
  readonly kind: 'correlation';
  readonly system: ReadonlyMap<SystemProperty, PropertyValue>;
  readonly application: ReadonlyMap<string, PropertyValue>;
  /** The application properties as they were encoded, so that whoever lists the rule sees their types. */
  readonly encoded?: ReadonlyMap<string, Uint8Array> | undefined;
}

/** Changes of a rule to the copy that it makes of a message. */
export interface RuleAction {
  readonly expression: string;
  readonly changes: (content: MessageContent) => MessageChanges;
}

export interface Rule {
  readonly name: string;
  readonly filter: RuleFilter;
  readonly action?: RuleAction | undefined;
}

/** The rule that a new subscription has: it takes everything. */
export const DEFAULT_RULE: Rule = { name: '$Default', filter: { kind: 'true' } };

/** The filter of an SQL expression; refused when it cannot be understood. */
export function sqlFilter(expression: string): RuleFilter {
  const plain = expression.replaceAll(/\s/g, '');
  if (plain === '1=1') return { kind: 'true' };
  if (plain === '1=0') return { kind: 'false' };
  return { kind: 'sql', expression, isMatch: compileSqlFilter(expression) };
}

/** The action of an SQL expression; refused when it cannot be understood. */
export function sqlAction(expression: string): RuleAction {
  return {
    expression,
    changes: compileSqlAction(expression),
  };
}

/** True when a message passes a filter. */
export function matches(filter: RuleFilter, { content }: IncomingMessage): boolean {
  if (filter.kind === 'sql') return filter.isMatch(content);
  if (filter.kind !== 'correlation') return filter.kind === 'true';
  for (const [name, wanted] of filter.system) {
    if (!isSameValue(content.systemProperty(name), wanted)) return false;
  }
  for (const [name, wanted] of filter.application) {
    if (!isSameValue(content.applicationProperty(name), wanted)) return false;
  }
  return true;
}
