import { describe, expect, it } from '@jest/globals';
import { decide } from './decide.ts';
import { decideExplicitly } from './decide-explicitly.ts';
import { forgetOnly } from './forget-only.ts';
import { truthTable } from './testing/truth-table.ts';

const REMAINS = { anonymize: 'anonymize', 'opt-out': 'opt-out', leave: 'leave' } as const;

describe('forgetOnly', () => {
  it('leaves a record that would be synced', () => {
    expect(actionsBecome('sync')).toEqual(['leave']);
  });

  it('only opts out a record that would be synced with every permission false', () => {
    expect(actionsBecome('sync-opted-out')).toEqual(['opt-out']);
  });

  it.each(Object.entries(REMAINS))('keeps %s', (before, after) => {
    expect(actionsBecome(before)).toEqual([after]);
  });

  it('keeps rule, causes and version', () => {
    for (const { record, settings } of truthTable()) {
      const decision = decide(record, settings);
      expect({ ...forgetOnly(decision), action: decision.action }).toEqual(decision);
    }
  });

  it('keeps an explicit order to anonymize', () => {
    expect(forgetOnly(decideExplicitly())).toEqual(decideExplicitly());
  });
});

function actionsBecome(action: string): string[] {
  const decisions = truthTable().map(({ record, settings }) => decide(record, settings));
  const concerned = decisions.filter((decision) => decision.action === action);
  return [...new Set(concerned.map((decision) => forgetOnly(decision).action))];
}
