import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { POLICY_VERSION } from './policy-version.ts';
import { truthTable } from './testing/truth-table.ts';

describe('POLICY_VERSION', () => {
  it('stands for these decisions and no others: a change to any of them needs a new version here', () => {
    const decisions = truthTable().map(({ record, settings }) => {
      const { action, rule, causes } = decide(record, settings);
      return [action, rule, ...causes].join(' ');
    });
    const digest = createHash('sha256').update(decisions.join('\n')).digest('hex').slice(0, 16);
    expect({ version: POLICY_VERSION, digest }).toEqual({ version: '1', digest: '7ff3d98ed831418d' });
  });
});
