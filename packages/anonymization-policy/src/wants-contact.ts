import type { Decision, Rule } from './decision.ts';

/** The rules by which a record belongs into Spotler, whoever fills it. */
const WANTING: readonly Rule[] = ['eligible', 'refuses-bulk-email'];

/**
 * Whether the policy wants Spotler to have the contact. That is what ends an order to anonymize it: a record
 * that is merely left alone, such as one that was deactivated, does not bring anybody back. Pure.
 */
export function wantsContact({ rule }: Pick<Decision, 'rule'>): boolean {
  return WANTING.includes(rule);
}
