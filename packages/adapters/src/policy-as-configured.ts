import {
  type Decision,
  decide,
  forgetOnly,
  type RecordSnapshot,
} from '@spotler-connector/anonymization-policy';
import type { Configuration } from '@spotler-connector/configuration';

/** The policy with the installation's settings put in. Pure. */
export function policyAsConfigured({
  policy,
  syncContacts,
}: Pick<Configuration, 'policy' | 'syncContacts'>): (snapshot: RecordSnapshot) => Decision {
  return (snapshot) => {
    const decision = decide(snapshot, policy);
    return syncContacts ? decision : forgetOnly(decision);
  };
}
