import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decide } from './decide.ts';
import { explain } from './explain.ts';
import { anyRecord, anySettings, aRecord, someSettings } from './testing/snapshots.ts';
import { truthTable } from './testing/truth-table.ts';

describe('explain', () => {
  it('decides what decide decides', () => {
    fc.assert(
      fc.property(anyRecord, anySettings, (record, settings) => {
        expect(explain(record, settings).decision).toEqual(decide(record, settings));
      }),
    );
  });

  it('names every rule in order, and the first that applies as the one that decided', () => {
    for (const { record, settings, rule } of truthTable()) {
      const { rules } = explain(record, settings);
      expect(rules.map((each) => each.rule).join(' ')).toBe(
        'deleted merged no-valid-email do-not-email inactive inactive-kept refuses-bulk-email eligible',
      );
      expect(rules.find((each) => each.applies)?.rule).toBe(rule);
      expect(rules.filter((each) => each.decided).map((each) => each.rule)).toEqual([rule]);
    }
  });

  it('says why in one sentence for each rule', () => {
    for (const { record, settings } of truthTable()) {
      for (const { why } of explain(record, settings).rules) expect(why).toMatch(/^[A-Z][^.]+\.$/);
    }
  });

  it('never quotes the address, valid or not', () => {
    const address = fc.string({ minLength: 3 }).map((text) => `canary${text}@example.org`);
    fc.assert(
      fc.property(anyRecord, anySettings, address, (record, settings, email) => {
        const text = JSON.stringify(
          explain(record.presence === 'present' ? { ...record, email } : record, settings),
        );
        expect(text).not.toContain('canary');
      }),
    );
  });

  it('says of a deleted record that nothing else is known', () => {
    const { rules } = explain({ table: 'lead', presence: 'deleted' }, someSettings());
    const others = rules.slice(1, -1).map(({ applies, why }) => ({ applies, why }));
    expect(others).toEqual(
      Array(6).fill({ applies: false, why: 'Nothing else is known of a deleted record.' }),
    );
  });

  it('shows a rule that applies though an earlier one decided', () => {
    const { rules } = explain(aRecord({ email: null, doNotBulkEmail: true }), someSettings());
    expect(rules.find(({ rule }) => rule === 'refuses-bulk-email')).toMatchObject({
      applies: true,
      decided: false,
    });
  });

  it.each([
    ['contact', false, 'The contact is inactive, but the setting says not to anonymize it for that.'],
    ['lead', true, 'The lead is inactive, and the setting says to anonymize it for that.'],
    ['account', true, 'An account is never anonymized for being inactive.'],
  ] as const)(
    'says of an inactive %s with the setting %s: %s',
    (table, anonymizeContactWhenInactive, why) => {
      const { rules } = explain(
        aRecord({ table, state: 'inactive' }),
        someSettings({ anonymizeContactWhenInactive }),
      );
      expect(rules.find(({ rule }) => rule === 'inactive')?.why).toBe(why);
    },
  );

  it.each([
    ['qualified', 'inactive', 'A qualified lead was handed over, which is no deactivation.'],
    ['qualified', 'inactive-kept', 'The lead is qualified, which by itself changes nothing in Spotler.'],
    ['inactive', 'inactive-kept', 'The record is inactive, which by itself changes nothing in Spotler.'],
  ] as const)('says of a lead that is %s, by rule %s: %s', (state, name, why) => {
    const { rules } = explain(aRecord({ table: 'lead', state }), someSettings());
    expect(rules.find(({ rule }) => rule === name)?.why).toBe(why);
  });

  it('takes "inactive otherwise" by its word: where being inactive counts, inactive-kept does not apply', () => {
    const settings = someSettings({ anonymizeContactWhenInactive: true });
    expect(appliesTo(aRecord({ state: 'inactive' }), settings)).toEqual(['inactive']);
    expect(appliesTo(aRecord({ state: 'inactive' }), someSettings())).toEqual(['inactive-kept']);
  });

  it('counts do-not-email as refusing mailings only for an account', () => {
    const refusing = { doNotEmail: true };
    expect(appliesTo(aRecord(refusing), someSettings())).toEqual(['do-not-email']);
    expect(appliesTo(aRecord({ ...refusing, table: 'account' }), someSettings())).toEqual([
      'refuses-bulk-email',
    ]);
  });
});

function appliesTo(...input: Parameters<typeof explain>): string[] {
  return explain(...input).rules.flatMap(({ rule, applies }) => (applies ? [rule] : []));
}
