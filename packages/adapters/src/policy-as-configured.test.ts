import { describe, expect, it } from '@jest/globals';
import { policyAsConfigured } from './policy-as-configured.ts';

const INACTIVE = {
  table: 'contact',
  presence: 'present',
  state: 'inactive',
  email: 'somebody@example.org',
  doNotEmail: false,
  doNotBulkEmail: false,
} as const;
const DEFAULTS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

describe('the policy as configured', () => {
  it('takes the settings', () => {
    const kept = policyAsConfigured({ policy: DEFAULTS, syncContacts: true });
    const erased = policyAsConfigured({
      policy: { ...DEFAULTS, anonymizeContactWhenInactive: true },
      syncContacts: true,
    });
    expect(kept(INACTIVE).action).toBe('leave');
    expect(erased(INACTIVE).action).toBe('anonymize');
  });

  it('only forgets when another product fills Spotler', () => {
    const eligible = { ...INACTIVE, state: 'active' } as const;
    expect(policyAsConfigured({ policy: DEFAULTS, syncContacts: true })(eligible).action).toBe('sync');
    expect(policyAsConfigured({ policy: DEFAULTS, syncContacts: false })(eligible).action).toBe('leave');
  });

  it('decides on a snapshot once, and on an equal one anew', () => {
    const decide = policyAsConfigured({ policy: DEFAULTS, syncContacts: true });
    expect(decide(INACTIVE)).toBe(decide(INACTIVE));
    expect(decide({ ...INACTIVE })).not.toBe(decide(INACTIVE));
  });
});
