import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from './decide-explicitly.ts';
import { POLICY_VERSION } from './policy-version.ts';

describe('decideExplicitly', () => {
  it('anonymizes by rule explicit, for no cause of the record', () => {
    const expected = { action: 'anonymize', rule: 'explicit', causes: [], policyVersion: POLICY_VERSION };
    expect(decideExplicitly()).toEqual(expected);
  });
});
