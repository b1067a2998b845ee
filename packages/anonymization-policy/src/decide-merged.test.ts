import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import type { PresentRecord } from './record.ts';
import { anyPresentRecord, anyRecord, anySettings, aRecord, someSettings } from './testing/snapshots.ts';

/**
 * The policy's row for a merged record, as a person reads it: what the survivor's decision is, but never a
 * sync.
 */
const EXPECTED = {
  anonymize: 'anonymize',
  sync: 'leave',
  'sync-opted-out': 'opt-out',
  'opt-out': 'opt-out',
  leave: 'leave',
} as const;

describe('a merged record', () => {
  it('is decided on as its survivor is, whatever it says itself, and never synced', () => {
    fc.assert(
      fc.property(anyPresentRecord, anyRecord, anySettings, (record, survivor, settings) => {
        const ofSurvivor = decide(survivor, settings);
        expect(decide({ ...record, survivor }, settings)).toEqual({
          ...ofSurvivor,
          rule: 'merged',
          action: EXPECTED[ofSurvivor.action],
          causes: ['merged', ...ofSurvivor.causes],
        });
      }),
    );
  });

  it('is forgotten when its survivor refuses e-mail, though it does not refuse it itself', () => {
    const loser = aRecord({ state: 'inactive', survivor: aRecord({ doNotEmail: true }) });
    expect(decide(loser, someSettings())).toMatchObject({
      action: 'anonymize',
      causes: ['merged', 'do-not-email'],
    });
    expect(decide({ ...loser, survivor: undefined }, someSettings()).action).toBe('leave');
  });

  it('goes by the last survivor when that one was merged too', () => {
    const last = aRecord({ doNotBulkEmail: true });
    const middle = aRecord({ state: 'inactive', survivor: last });
    const decision = decide(aRecord({ state: 'inactive', survivor: middle }), someSettings());
    expect(decision).toMatchObject({ action: 'opt-out', causes: ['merged', 'do-not-bulk-email'] });
  });

  it.each<[string, Partial<PresentRecord>]>([
    ['is synced instead', {}],
    ['is to be forgotten', { doNotEmail: true }],
    ['refuses mailings', { doNotBulkEmail: true }],
    ['refuses mailings', { doNotBulkEmail: true, state: 'inactive' }],
    ['is left as it is', { state: 'inactive' }],
  ])('is explained by one rule that says what becomes of the survivor: it %s', (what, changes) => {
    const { rules } = explain(aRecord({ survivor: aRecord(changes) }), someSettings());
    expect(rules.find(({ decided }) => decided)).toEqual({
      rule: 'merged',
      applies: true,
      decided: true,
      why: `The record was merged into another one, which ${what}.`,
    });
  });
});
