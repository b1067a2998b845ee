import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { decideExplicitly } from './decide-explicitly.ts';
import { forgetOnly } from './forget-only.ts';
import type { PresentRecord } from './record.ts';
import { wantsContact } from './wants-contact.ts';

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
const eligible: PresentRecord = {
  table: 'contact',
  presence: 'present',
  state: 'active',
  email: 'anna@example.org',
  doNotEmail: false,
  doNotBulkEmail: false,
};

describe('the policy', () => {
  it.each([
    ['is eligible', {}, true],
    ['refuses mailings', { doNotBulkEmail: true }, true],
    ['is inactive', { state: 'inactive' as const }, false],
    ['refuses all e-mail', { doNotEmail: true }, false],
    ['was merged', { survivor: eligible }, false],
  ])('wants the contact of a record that %s: %s', (_title, changes, wanted) => {
    const decision = decide({ ...eligible, ...changes }, SETTINGS);
    expect(wantsContact(decision)).toBe(wanted);
    // Whoever else fills Spotler wants the same.
    expect(wantsContact(forgetOnly(decision))).toBe(wanted);
  });

  it('does not want a contact that somebody has ordered away', () => {
    expect(wantsContact(decideExplicitly())).toBe(false);
  });
});
