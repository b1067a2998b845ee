import type { Decision } from './decision.ts';
import { POLICY_VERSION } from './policy-version.ts';

/** The decision when somebody orders an anonymization with a Spotler Job, whatever the record looks like. */
export function decideExplicitly(): Decision {
  return { action: 'anonymize', rule: 'explicit', causes: [], policyVersion: POLICY_VERSION };
}
