import { describe, expect, it } from '@jest/globals';
import { decideOnFormerId } from './decide-on-former-id.ts';
import { CAUSES } from './decision.ts';
import { POLICY_VERSION } from './policy-version.ts';
import { aRecord } from './testing/snapshots.ts';
import { wantsContact } from './wants-contact.ts';

describe('decideOnFormerId', () => {
  it('forgets the contact as one whose record is gone, and says that its id changed', () => {
    const decision = decideOnFormerId({ table: 'lead', presence: 'deleted' });
    expect(decision).toEqual({
      action: 'anonymize',
      rule: 'deleted',
      causes: ['external-id-changed'],
      policyVersion: POLICY_VERSION,
    });
    expect(CAUSES).toEqual(expect.arrayContaining([...decision.causes]));
  });

  it('leaves the contact alone when a record has the id, whatever that record wants', () => {
    for (const holder of [aRecord(), aRecord({ doNotEmail: true }), aRecord({ email: null })]) {
      const decision = decideOnFormerId(holder);
      expect(decision).toMatchObject({ action: 'leave', causes: ['external-id-changed'] });
      expect(wantsContact(decision)).toBe(true);
    }
  });
});
