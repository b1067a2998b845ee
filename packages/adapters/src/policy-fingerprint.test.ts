import { describe, expect, it } from '@jest/globals';
import { defaultFieldMapping } from '@spotler-connector/dataverse';
import { policyFingerprint } from './policy-fingerprint.ts';

const settings = {
  policy: { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false },
  syncContacts: true,
  dataverse: { externalIdColumn: undefined, externalIdFallback: 'record-id' as const },
};

describe('the fingerprint of a policy', () => {
  it('is the same for workers that decide alike', () => {
    expect(policyFingerprint({ ...settings }, defaultFieldMapping())).toBe(
      policyFingerprint(settings, defaultFieldMapping()),
    );
  });

  it.each([
    ['a setting', { policy: { ...settings.policy, anonymizeContactWhenInactive: true } }],
    ['whether contacts are synced', { syncContacts: false }],
    ['the column of external ids', { dataverse: { ...settings.dataverse, externalIdColumn: 'new_id' } }],
  ])('differs with %s', (_title, changes) => {
    const mapping = defaultFieldMapping();
    expect(policyFingerprint({ ...settings, ...changes }, mapping)).not.toBe(
      policyFingerprint(settings, mapping),
    );
  });

  it('differs with the mapping', () => {
    const mapping = defaultFieldMapping();
    expect(policyFingerprint(settings, { ...mapping, contact: {} } as typeof mapping)).not.toBe(
      policyFingerprint(settings, mapping),
    );
  });
});
