import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import type { Cause, Decision } from './decision.ts';
import type { PolicySettings } from './policy-settings.ts';
import { POLICY_VERSION } from './policy-version.ts';
import type { RecordSnapshot } from './record.ts';
import { anyPresentRecord, anyRecord, anySettings, aRecord, someSettings } from './testing/snapshots.ts';
import { truthTable } from './testing/truth-table.ts';

type Policy = (record: RecordSnapshot, settings: PolicySettings) => Decision;

/** The rows of the truth table that a policy gets wrong. */
function wrongRows(policy: Policy): unknown[] {
  return truthTable().filter(({ record, settings, ...expected }) => {
    const { policyVersion: _, ...decided } = policy(record, settings);
    return !isDeepStrictEqual(decided, expected);
  });
}

describe('the truth table', () => {
  it('has every combination once', () => {
    const rows = truthTable().map(({ record, settings }) => JSON.stringify([record, settings]));
    expect(rows).toHaveLength((3 * 3 * 6 * 2 * 2 + 3) * 4);
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('is what the policy says', () => {
    expect(wrongRows(decide)).toEqual([]);
  });

  const accountAsContact: Policy = (record, settings) => decide({ ...record, table: 'contact' }, settings);
  const bulkErases: Policy = (record, settings) =>
    record.presence === 'present'
      ? decide({ ...record, doNotEmail: record.doNotEmail || record.doNotBulkEmail }, settings)
      : decide(record, settings);
  const change =
    (from: Partial<Decision>, to: Partial<Decision>): Policy =>
    (record, settings) => {
      const decision = decide(record, settings);
      const hit = Object.entries(from).every(([key, value]) =>
        Object.entries(decision).some(([k, v]) => k === key && v === value),
      );
      return hit ? { ...decision, ...to } : decision;
    };

  it.each<[string, Policy]>([
    ['an account like a contact', accountAsContact],
    ['bulk e-mail like e-mail', bulkErases],
    [
      'the setting for inactive contacts as always on',
      (r, s) => decide(r, { ...s, anonymizeContactWhenInactive: true }),
    ],
    [
      'the setting for inactive contacts as always off',
      (r, s) => decide(r, { ...s, anonymizeContactWhenInactive: false }),
    ],
    [
      'the setting for accounts as always on',
      (r, s) => decide(r, { ...s, anonymizeAccountOnDoNotEmail: true }),
    ],
    [
      'the setting for accounts as always off',
      (r, s) => decide(r, { ...s, anonymizeAccountOnDoNotEmail: false }),
    ],
    [
      'a qualified lead as inactive',
      (r, s) => decide('state' in r && r.state === 'qualified' ? { ...r, state: 'inactive' } : r, s),
    ],
    [
      'an untrimmed address as wrong',
      (r, s) => decide('email' in r && r.email?.startsWith(' ') ? { ...r, email: 'x' } : r, s),
    ],
    ['an inactive record as one to sync', change({ action: 'leave' }, { action: 'sync' })],
    ['an inactive record that refuses as one to leave', change({ action: 'opt-out' }, { action: 'leave' })],
    ['deleted as missing address', change({ rule: 'deleted' }, { rule: 'no-valid-email' })],
    [
      'causes in alphabetical order',
      (r, s) => ({ ...decide(r, s), causes: [...decide(r, s).causes].sort() }),
    ],
    ['one cause as enough', (r, s) => ({ ...decide(r, s), causes: decide(r, s).causes.slice(0, 1) })],
  ])('catches a policy that treats %s', (_, mutant) => {
    expect(wrongRows(mutant).length).toBeGreaterThan(0);
  });
});

/** Properties that every policy must have, each broken by a wrong policy. */
const LAWS = {
  'gives the same decision for the same input': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      expect(policy(structuredClone(record), { ...settings })).toEqual(policy(record, settings));
    }),

  'gives a complete decision for every input': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      expect(policy(record, settings)).toEqual({
        action: expect.stringMatching(/^(anonymize|sync|sync-opted-out|opt-out|leave)$/),
        rule: expect.stringMatching(/^[a-z-]+$/),
        causes: expect.any(Array),
        policyVersion: POLICY_VERSION,
      });
    }),

  'leaves its arguments as they are': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      const before = structuredClone([record, settings]);
      policy(Object.freeze(record), Object.freeze(settings));
      expect([record, settings]).toEqual(before);
    }),

  'never anonymizes for do-not-bulk-email alone': (policy: Policy) =>
    fc.property(anyPresentRecord, anySettings, (record, settings) => {
      const without = policy({ ...record, doNotBulkEmail: false }, settings).action === 'anonymize';
      expect(policy({ ...record, doNotBulkEmail: true }, settings).action === 'anonymize').toBe(without);
    }),

  'never anonymizes an eligible record': (policy: Policy) =>
    fc.property(anyPresentRecord, anySettings, (record, settings) => {
      const eligible = aRecord({ table: record.table });
      expect(policy(eligible, settings)).toMatchObject({ action: 'sync', rule: 'eligible', causes: [] });
    }),

  'anonymizes every deleted record': (policy: Policy) =>
    fc.property(anyPresentRecord, anySettings, ({ table }, settings) => {
      expect(policy({ table, presence: 'deleted' }, settings).action).toBe('anonymize');
    }),

  'has a cause for every action but sync, and none for sync': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      const { action, causes } = policy(record, settings);
      expect(causes.length === 0).toBe(action === 'sync');
    }),

  'anonymizes only for a cause that can mean it, and names that first': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      const { action, causes } = policy(record, settings);
      const grave: readonly (Cause | undefined)[] = [
        'deleted',
        'no-email',
        'invalid-email',
        'do-not-email',
        'inactive',
      ];
      if (action === 'anonymize') expect(grave).toContain(causes[0]);
    }),

  'names each cause once': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      const { causes } = policy(record, settings);
      expect(new Set(causes).size).toBe(causes.length);
    }),

  'does less when settings ask for less': (policy: Policy) =>
    fc.property(anyRecord, anySettings, (record, settings) => {
      if (policy(record, someSettings()).action !== 'anonymize') return;
      expect(policy(record, settings).action).toBe('anonymize');
    }),
};

describe('every decision', () => {
  it.each(Object.entries(LAWS))('%s', (_, law) => {
    fc.assert(law(decide), { numRuns: 500 });
  });

  const whenBulk: Policy = (record, settings) =>
    record.presence === 'present' && record.doNotBulkEmail
      ? { ...decide(record, settings), action: 'anonymize' }
      : decide(record, settings);
  let calls = 0;
  const mutants: Record<keyof typeof LAWS, Policy> = {
    'gives the same decision for the same input': (r, s) => ({
      ...decide(r, s),
      rule: calls++ % 2 ? 'deleted' : 'eligible',
    }),
    'gives a complete decision for every input': (r, s) => ({ ...decide(r, s), policyVersion: '' }),
    'leaves its arguments as they are': (r, s) => decide(Object.assign(r, { table: 'account' }), s),
    'never anonymizes for do-not-bulk-email alone': whenBulk,
    'never anonymizes an eligible record': (r, s) => ({ ...decide(r, s), action: 'anonymize' }),
    'anonymizes every deleted record': (r, s) => ({ ...decide(r, s), action: 'leave' }),
    'has a cause for every action but sync, and none for sync': (r, s) => ({ ...decide(r, s), causes: [] }),
    'anonymizes only for a cause that can mean it, and names that first': (r, s) => ({
      ...decide(r, s),
      causes: decide(r, s).causes.toReversed(),
    }),
    'names each cause once': (r, s) => ({
      ...decide(r, s),
      causes: decide(r, s).causes.flatMap((c) => [c, c]),
    }),
    'does less when settings ask for less': (r, s) =>
      s.anonymizeContactWhenInactive ? { ...decide(r, s), action: 'leave' } : decide(r, s),
  };

  it.each(Object.entries(LAWS))('is known to break with a policy that does not: %s', (name, law) => {
    const mutant = Object.entries(mutants).find(([law]) => law === name)?.[1] ?? decide;
    expect(fc.check(law(mutant), { numRuns: 500 }).failed).toBe(true);
  });
});
