import type { IncomingMessage, PropertyValue, SystemProperty } from './message.ts';

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

const isEqual = (wanted: PropertyValue, found: PropertyValue): boolean =>
  // An int and a long of one value are equal, whatever JavaScript type they were read as.
  wanted === found;

/** True when a message passes a filter. */
export const matches = (filter: RuleFilter, { content }: IncomingMessage): boolean => {
  if (filter.kind !== 'correlation') return filter.kind === 'true';
  for (const [name, wanted] of filter.system) {
    if (!isEqual(wanted, content.systemProperty(name))) return false;
  }
  for (const [name, wanted] of filter.application) {
    if (!isEqual(wanted, content.applicationProperty(name))) return false;
  }
  return true;
};
