import { describe, expect, it } from '@jest/globals';
import { failureOf, type System } from '@spotler-connector/adapters';
import type { Failure, ReconcileOutcome } from '@spotler-connector/reconciler';
import { retryAfterOutcome } from './retry-while-unavailable.ts';

const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };
const unsettled: ReconcileOutcome = { kind: 'unsettled', decision, attempts: 5 };

function failed(kind: Failure['kind'], retryAfterMs?: number, system: System = 'spotler'): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf(system, { kind, retryAfterMs }), attempts: 1 };
}

describe('an outcome', () => {
  it.each([
    [failed('unavailable', 7), 7],
    [failed('authentication'), 0],
    [failed('protocol'), 0],
    [unsettled, 0],
    [failed('rejected', 7), undefined],
    [synced, undefined],
  ] as const)('%j asks to wait %p', (outcome, expected) => {
    expect(retryAfterOutcome(outcome, { canPostpone: () => true })).toBe(expected);
  });

  it('of a store that is away waits in the queue where that is possible, and here elsewhere', () => {
    const away = failed('unavailable', undefined, 'state');
    expect(retryAfterOutcome(away, { canPostpone: () => true })).toBeUndefined();
    expect(retryAfterOutcome(away, { canPostpone: () => false })).toBe(0);
  });
});
