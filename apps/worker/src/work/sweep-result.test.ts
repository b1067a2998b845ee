import { expect, it } from '@jest/globals';
import type { Effect, ReconcileOutcome } from '@spotler-connector/reconciler';
import { sweepResult } from './sweep-result.ts';

const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;

it.each<[Effect, string]>([
  [{ kind: 'anonymized', status: 410 }, 'anonymized'],
  [{ kind: 'opted-out' }, 'opted-out'],
  [{ kind: 'synced', created: true }, 'synced'],
  [{ kind: 'already-anonymized', status: 404 }, 'nothing'],
  [{ kind: 'unknown-contact' }, 'nothing'],
  [{ kind: 'left' }, 'nothing'],
])('tells what a sweep mended: %j is %s', (effect, expected) => {
  expect(sweepResult({ kind: 'reconciled', decision, effect, attempts: 1 })).toBe(expected);
});

it('tells nothing of what is not done', () => {
  const outcome: ReconcileOutcome = { kind: 'not-erased', decision, attempts: 1 };
  expect(sweepResult(outcome)).toBeUndefined();
});
