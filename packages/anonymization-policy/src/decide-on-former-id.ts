import type { Decision } from './decision.ts';
import { POLICY_VERSION } from './policy-version.ts';

/**
 * The decision on a contact under an id that no record has any more: the record that had it goes by another id now.
 * Whoever asks must know first-hand that no present record holds the id.
 */
export function decideOnFormerId(): Decision {
  return {
    action: 'anonymize',
    rule: 'deleted',
    causes: ['external-id-changed'],
    policyVersion: POLICY_VERSION,
  };
}
