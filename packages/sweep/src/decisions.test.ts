import { describe, expect, it } from '@jest/globals';
import { createDecisions } from './decisions.ts';
import { decisionOn } from './testing/two-sides.ts';

const REFUSES = decisionOn({ doNotEmail: true });
const WANTED = decisionOn();

describe('numbers of decisions', () => {
  it('are shared by those that are alike in every respect', () => {
    const decisions = createDecisions([WANTED]);
    const others = [
      REFUSES,
      { ...WANTED, action: 'leave' as const },
      { ...WANTED, rule: REFUSES.rule },
      { ...WANTED, causes: REFUSES.causes },
      { ...WANTED, policyVersion: 'another' },
    ];
    expect(others.map(decisions.numberOf)).toEqual([1, 2, 3, 4, 5]);
    expect([...others, { ...WANTED }].map(decisions.numberOf)).toEqual([1, 2, 3, 4, 5, 0]);
    expect(decisions.decisionOf(1)).toBe(REFUSES);
    expect(decisions.list()).toEqual([WANTED, ...others]);
  });

  it('are as many as fit into a row', () => {
    const decisions = createDecisions();
    const at = (number: number) => decisions.numberOf({ ...WANTED, policyVersion: String(number) });
    for (let version = 0; version < 2_047; version++) at(version);
    expect(at(2_047)).toBe(2_047);
    expect(() => at(2_048)).toThrow('more different decisions');
  });

  it('are none of another', () => {
    expect(() => createDecisions().decisionOf(0)).toThrow('no decision of this number');
  });
});
