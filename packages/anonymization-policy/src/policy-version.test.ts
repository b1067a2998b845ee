import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { POLICY_VERSION } from './policy-version.ts';
import { aRecord } from './testing/snapshots.ts';
import { truthTable } from './testing/truth-table.ts';

describe('POLICY_VERSION', () => {
  it('stands for these decisions and no others: a change to any of them needs a new version here', () => {
    const decisions = truthTable().flatMap(({ record, settings }) =>
      [record, { ...aRecord({ table: record.table }), survivor: record }].map((each) => {
        const { action, rule, causes } = decide(each, settings);
        return [action, rule, ...causes].join(' ');
      }),
    );
    const digest = createHash('sha256').update(decisions.join('\n')).digest('hex').slice(0, 16);
    expect({ version: POLICY_VERSION, digest }).toEqual({ version: '2', digest: '4e52ec23e6a35e8d' });
  });
});
