import { describe, expect, it } from '@jest/globals';
import { agrees, mirrors, readBackOf } from './agreement.ts';

function aContact(...enabled: boolean[]) {
  const permissions = enabled.map((value, bit) => ({ bit: bit + 1, enabled: value }));
  return { externalId: '1', properties: { permissions, email: 'a@example.org', city: 'Delft' } };
}

describe('reading back', () => {
  it('says whether a contact is there and may be mailed', () => {
    expect(readBackOf(null)).toBe('gone');
    expect(readBackOf(aContact(false, true))).toBe('present');
    expect(readBackOf(aContact(false, false))).toBe('present, opted out');
  });

  it('compares what is copied as it is', () => {
    const record = { emailaddress1: 'a@example.org', address1_city: 'Delft' };
    expect(mirrors(aContact(), record)).toBe(true);
    expect(mirrors(aContact(), { ...record, address1_city: 'Utrecht' })).toBe(false);
    expect(mirrors(null, record)).toBe(false);
  });
});

describe('agreement with the policy', () => {
  it.each([
    ['anonymize', 'gone', 'present', true],
    ['anonymize', 'present', 'present', false],
    ['sync', 'present', 'present', true],
    ['sync', 'present, opted out', 'present', false],
    ['sync', 'present, opted out', 'gone', true],
    ['sync-opted-out', 'present, opted out', 'present', true],
    ['sync-opted-out', 'present', 'present', false],
    ['opt-out', 'present, opted out', 'present', true],
    ['opt-out', 'gone', 'gone', true],
    ['opt-out', 'present, opted out', 'gone', false],
    ['leave', 'present', 'present', true],
    ['leave', 'gone', 'present', false],
    [undefined, 'present', 'present', false],
  ] as const)('%s: %s, which was %s: %s', (action, now, before, expected) => {
    expect(agrees(action, now, before)).toBe(expected);
  });
});
