import type { Decision } from './decision.ts';
import { POLICY_VERSION } from './policy-version.ts';
import type { RecordSnapshot } from './record.ts';

/**
 * The decision on a contact under an id that a record had before. The contact is forgotten when no record has
 * the id any more (`holder` is deleted), and left alone when one has: then it is that record's contact.
 */
export function decideOnFormerId(holder: RecordSnapshot): Decision {
  const causes = ['external-id-changed'] as const;
  return holder.presence === 'deleted'
    ? { action: 'anonymize', rule: 'deleted', causes, policyVersion: POLICY_VERSION }
    : { action: 'leave', rule: 'eligible', causes, policyVersion: POLICY_VERSION };
}
