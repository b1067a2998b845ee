import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from './decide-explicitly.ts';
import { DecisionCodec, RuleCodec } from './decision-codec.ts';

describe('the codec of a decision', () => {
  it('reads what was stored', () => {
    const stored: unknown = JSON.parse(JSON.stringify(decideExplicitly()));
    expect(DecisionCodec.decode(stored)).toMatchObject({ _tag: 'Right', right: decideExplicitly() });
  });

  it.each([
    ['action', 'forget'],
    ['rule', 'because'],
    ['causes', ['somebody said so']],
  ])('refuses another %s than there is', (member, value) => {
    expect(DecisionCodec.is({ ...decideExplicitly(), [member]: value })).toBe(false);
  });

  it('knows a rule from a name that every object has', () => {
    expect([RuleCodec.is('deleted'), RuleCodec.is('toString')]).toEqual([true, false]);
  });
});
