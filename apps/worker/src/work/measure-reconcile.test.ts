import { describe, expect, it } from '@jest/globals';
import { measureReconcile } from './measure-reconcile.ts';

const decision = {
  action: 'anonymize',
  rule: 'no-valid-email',
  causes: ['no-email', 'inactive'],
  policyVersion: '1',
} as const;

describe('what is measured of a reconcile', () => {
  it('is the action, the deciding cause and what was done', () => {
    const effect = { kind: 'anonymized', status: 410 } as const;
    expect(measureReconcile({ kind: 'reconciled', decision, effect, attempts: 2 }, 12)).toEqual({
      action: 'anonymize',
      cause: 'no-email',
      outcome: 'anonymized',
      durationMs: 12,
      attempts: 2,
    });
  });

  it('is the side and the kind of a failure, also when nothing was decided yet', () => {
    const failure = { side: 'source', kind: 'unavailable', status: 503 } as const;
    expect(measureReconcile({ kind: 'failed', failure, attempts: 0 }, 12)).toEqual({
      outcome: 'failed',
      side: 'source',
      failure: 'unavailable',
      durationMs: 12,
      attempts: 0,
    });
  });

  it.each(['not-erased', 'unsettled'] as const)('is %s by its name', (kind) => {
    expect(measureReconcile({ kind, decision, attempts: 5 }, 1)).toMatchObject({ outcome: kind });
  });
});
