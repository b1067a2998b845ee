import type { IncomingMessage, PropertyValue, SystemProperty } from './message.ts';
import { Refusal } from './refusal.ts';

/** Which messages of a topic a subscription takes. */
export type RuleFilter =
  | { readonly kind: 'true' }
  | { readonly kind: 'false' }
  | {
      readonly kind: 'correlation';
      /** Every property named here must be equal. */
      readonly system: ReadonlyMap<SystemProperty, PropertyValue>;
      readonly application: ReadonlyMap<string, PropertyValue>;
    };

export interface Rule {
  readonly name: string;
  readonly filter: RuleFilter;
}

/** The rule that a new subscription has: it takes everything. */
export const DEFAULT_RULE: Rule = { name: '$Default', filter: { kind: 'true' } };

/** The filter of an SQL expression; only the two that are always true or false are known. */
export const sqlFilter = (expression: string): RuleFilter => {
  const plain = expression.replaceAll(/\s/g, '').toLowerCase();
  if (plain === '1=1' || plain === 'true') return { kind: 'true' };
  if (plain === '1=0' || plain === 'false') return { kind: 'false' };
  throw new Refusal('amqp:not-implemented', 'The emulator knows no SQL filters but 1=1 and 1=0.');
};

/** True when a message passes a filter. */
export const matches = (filter: RuleFilter, { content }: IncomingMessage): boolean => {
  if (filter.kind !== 'correlation') return filter.kind === 'true';
  for (const [name, wanted] of filter.system) {
    if (content.systemProperty(name) !== wanted) return false;
  }
  for (const [name, wanted] of filter.application) {
    if (content.applicationProperty(name) !== wanted) return false;
  }
  return true;
};
