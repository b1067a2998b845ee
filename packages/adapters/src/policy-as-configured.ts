import {
  type Decision,
  decide,
  forgetOnly,
  type RecordSnapshot,
} from '@spotler-connector/anonymization-policy';
import type { Configuration } from '@spotler-connector/configuration';

/**
 * The policy with the installation's settings put in. Pure. A snapshot is decided on once: the reader of
 * orders asks about the same one as the reconciler, and judging an address is the dearest part of a decision.
 */
export function policyAsConfigured({
  policy,
  syncContacts,
}: Pick<Configuration, 'policy' | 'syncContacts'>): (snapshot: RecordSnapshot) => Decision {
  const decisions = new WeakMap<RecordSnapshot, Decision>();
  return (snapshot) => {
    const known = decisions.get(snapshot);
    if (known !== undefined) return known;
    const decision = decide(snapshot, policy);
    const configured = syncContacts ? decision : forgetOnly(decision);
    decisions.set(snapshot, configured);
    return configured;
  };
}
