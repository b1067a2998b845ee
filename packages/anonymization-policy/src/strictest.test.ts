import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Action, Decision } from './decision.ts';
import { strictest } from './strictest.ts';

const ACTIONS = ['anonymize', 'sync', 'sync-opted-out', 'opt-out', 'leave'] as const;

function aDecision(action: Action, rule: Decision['rule'] = 'eligible'): Decision {
  return { action, rule, causes: [], policyVersion: 'test' };
}

function together(...actions: readonly [Action, ...Action[]]): Action {
  const [first, ...others] = actions;
  return strictest(
    aDecision(first),
    others.map((action) => aDecision(action)),
  ).action;
}

describe('strictest', () => {
  it.each<[Action, Action, Action]>([
    ['anonymize', 'sync', 'anonymize'],
    ['anonymize', 'sync-opted-out', 'anonymize'],
    ['anonymize', 'opt-out', 'anonymize'],
    ['anonymize', 'leave', 'anonymize'],
    ['sync', 'sync-opted-out', 'sync-opted-out'],
    ['sync', 'opt-out', 'sync-opted-out'],
    ['sync', 'leave', 'sync'],
    ['sync-opted-out', 'opt-out', 'sync-opted-out'],
    ['sync-opted-out', 'leave', 'sync-opted-out'],
    ['opt-out', 'leave', 'opt-out'],
  ])('makes of %s and %s, in either order, %s', (one, other, expected) => {
    expect([together(one, other), together(other, one)]).toEqual([expected, expected]);
  });

  it('is the decision itself when there is one only', () => {
    for (const action of ACTIONS) expect(together(action)).toBe(action);
  });

  it('keeps rule and causes of the decision that won', () => {
    const refusal = { ...aDecision('anonymize', 'do-not-email'), causes: ['do-not-email'] as const };
    expect(strictest(aDecision('sync'), [refusal, aDecision('anonymize', 'deleted')])).toEqual(refusal);
  });

  it('never mails anybody whom one of the records refuses, and never forgets whom none of them does', () => {
    const some = fc.array(fc.constantFrom(...ACTIONS), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(some, ([first = 'leave', ...others]) => {
        const action = together(first, ...others);
        const all = [first, ...others];
        expect(action === 'anonymize').toBe(all.includes('anonymize'));
        if (all.some((each) => each === 'opt-out' || each === 'sync-opted-out'))
          expect(action).not.toBe('sync');
      }),
    );
  });
});
