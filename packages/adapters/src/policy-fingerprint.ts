import { createHash } from 'node:crypto';
import { POLICY_VERSION } from '@spotler-connector/anonymization-policy';
import type { FieldMapping } from '@spotler-connector/dataverse';
import { type DecidingSettings, settingsFingerprint } from './settings-fingerprint.ts';

/**
 * Differs whenever two workers could do different things to one contact: by the version of the policy, by the
 * settings that decide, by the column that names contacts, or by the mapping.
 */
export function policyFingerprint(settings: DecidingSettings, mapping: FieldMapping): string {
  const facts = JSON.stringify([POLICY_VERSION, settingsFingerprint(settings), mapping]);
  return createHash('sha256').update(facts).digest('hex');
}
