import { describe, expect, it } from '@jest/globals';
import { decideOnFormerId } from './decide-on-former-id.ts';
import { CAUSES } from './decision.ts';
import { POLICY_VERSION } from './policy-version.ts';

describe('decideOnFormerId', () => {
  it('forgets the contact as one whose record is gone, and says that its id changed', () => {
    const decision = decideOnFormerId();
    expect(decision).toEqual({
      action: 'anonymize',
      rule: 'deleted',
      causes: ['external-id-changed'],
      policyVersion: POLICY_VERSION,
    });
    expect(CAUSES).toEqual(expect.arrayContaining([...decision.causes]));
  });
});
