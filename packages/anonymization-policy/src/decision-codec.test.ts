import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { decideExplicitly } from './decide-explicitly.ts';
import { decideOnFormerId } from './decide-on-former-id.ts';
import { CAUSES } from './decision.ts';
import { DecisionCodec, RuleCodec } from './decision-codec.ts';
import type { RecordSnapshot } from './record.ts';
import { aRecord } from './testing/snapshots.ts';
import { truthTable } from './testing/truth-table.ts';

describe('the codec of a decision', () => {
  it('reads what was stored', () => {
    const stored: unknown = JSON.parse(JSON.stringify(decideExplicitly()));
    expect(DecisionCodec.decode(stored)).toMatchObject({ _tag: 'Right', right: decideExplicitly() });
  });

  it('reads every decision that the policy can take', () => {
    const ofMerged = (survivor: RecordSnapshot) => aRecord({ state: 'inactive', survivor });
    const decisions = truthTable().flatMap(({ record, settings }) => [
      decide(record, settings),
      decide(ofMerged(record), settings),
      decideOnFormerId(record),
    ]);
    const unread = decisions.filter((decision) => !DecisionCodec.is(JSON.parse(JSON.stringify(decision))));
    expect(unread).toEqual([]);
    expect(new Set(decisions.flatMap(({ causes }) => causes))).toEqual(new Set(CAUSES));
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
