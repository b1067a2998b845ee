import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { reported } from './testing/reported.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const jobId = '7d81597f-0f9f-e711-8122-000d3aa2331d';
const decision = decideExplicitly();
const erased: ReconcileOutcome = {
  kind: 'reconciled',
  decision,
  effect: { kind: 'anonymized', status: 410 },
  attempts: 2,
};
const record = { table: 'contact', recordId: ref.id };
const rejected = failureOf('spotler', { kind: 'rejected', status: 400, code: 'INVALID', property: 'city' });

describe('the line of a message that is done with', () => {
  it('has how the message was settled and why, and warns', () => {
    const settlement = { kind: 'dead-letter', reason: 'NotErased', description: 'It is there' } as const;
    const { logged } = reported({ settlement });
    expect(logged).toMatchObject({ level: 'warn', settlement: 'dead-letter', reason: 'NotErased' });
    expect(JSON.stringify(logged)).not.toContain('It is there');
    expect(reported({ settlement: { kind: 'abandon' } }).logged).toMatchObject({ level: 'warn' });
  });

  it('says of a dry run how the message would have been settled, and of a lost lock that it was lost', () => {
    expect(reported({ settled: 'none' }).logged).toMatchObject({ settlement: 'complete', dryRun: true });
    const lost = reported({ settled: 'lock-lost' }).logged;
    expect(lost).toMatchObject({ settlement: 'lock-lost' });
    expect(lost).not.toHaveProperty('dryRun');
  });

  it('has where the message comes from, as far as it says so', () => {
    const [correlationId, operationId] = [ref.id, jobId];
    const origin = {
      messageName: 'Update',
      operationId,
      correlationId,
      organizationId: null,
      initiatingUserId: null,
      changedAt: null,
    };
    const job = { kind: 'job', id: jobId, stripped: false, ...origin } as const;
    expect(reported({ decoded: job }).logged).toMatchObject({
      correlationId,
      operationId,
      messageName: 'Update',
    });
    const logged = reported({ decoded: { ...job, operationId: null, correlationId: null } }).logged;
    expect(logged).not.toHaveProperty('correlationId');
    expect(logged).not.toHaveProperty('operationId');
  });
});

describe('the lines of a message about several records', () => {
  it('are one for each, with its fields, and one for the message', () => {
    const failed: ReconcileOutcome = { kind: 'failed', failure: rejected, attempts: 1 };
    const settlement = { kind: 'abandon' } as const;
    const records = [erased, failed].map((outcome) => ({ ref, outcome }));
    expect(
      reported({ outcome: { kind: 'reconciled', messageName: 'Update', records }, settlement }).lines,
    ).toMatchObject([
      { level: 'warn', event: 'record reconciled', ...record, outcome: 'anonymized' },
      { level: 'warn', event: 'record reconciled', ...record, outcome: 'failed', property: 'city' },
      { level: 'warn', event: 'message settled', count: 2 },
    ]);
  });
});

describe('what is measured of a message', () => {
  it('is how it was settled, its outcome and how long it took', () => {
    expect(reported({}).measured).toEqual({
      settlement: 'complete',
      outcome: 'ignored',
      table: undefined,
      queueDelayMs: 30,
      durationMs: 4,
    });
  });

  it('is the dead-letter reason without its description', () => {
    const settlement = { kind: 'dead-letter', reason: 'NotErased', description: 'It is there' } as const;
    const { measured } = reported({ settlement });
    expect(measured).toMatchObject({ settlement: 'dead-letter', reason: 'NotErased' });
    expect(JSON.stringify(measured)).not.toContain('It is there');
  });

  it.each(['lock-lost', 'none'] as const)('is %s when nothing was settled', (settled) => {
    expect(reported({ settled }).measured?.settlement).toBe(settled);
  });

  it('is the table of a message, ours or not', () => {
    const records = [{ table: 'lead', id: ref.id } as const, ref];
    const origin = {
      messageName: 'Update',
      operationId: null,
      correlationId: null,
      organizationId: null,
      initiatingUserId: null,
      changedAt: null,
    };
    const change = { kind: 'change', records, stripped: false, externalIds: {}, ...origin } as const;
    const foreign = { kind: 'foreign', table: 'task', messageName: 'Update' } as const;
    expect(reported({ decoded: change }).measured?.table).toBe('lead');
    expect(reported({ decoded: foreign }).measured?.table).toBe('task');
  });
});
