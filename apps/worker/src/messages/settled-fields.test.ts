import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import type { MessageOutcome } from './message-outcome.ts';
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
const SETTLED = { deliveryCount: 1, queueDelayMs: 30, durationMs: 4 };

function aReconciled(...outcomes: ReconcileOutcome[]): MessageOutcome {
  return {
    kind: 'reconciled',
    messageName: 'Update',
    records: outcomes.map((outcome) => ({ ref, outcome })),
  };
}

function aJob(outcome: Extract<MessageOutcome, { kind: 'job' }>['outcome']): MessageOutcome {
  return { kind: 'job', messageName: 'Create', jobId, outcome };
}

const ending = { settlement: { kind: 'complete' } } as const;
const decided = {
  action: 'anonymize',
  rule: 'explicit',
  causes: decision.causes,
  policyVersion: decision.policyVersion,
};
const record = { table: 'contact', recordId: ref.id };
const rejected = failureOf('spotler', { kind: 'rejected', status: 400, code: 'INVALID', property: 'city' });

describe('the line of a message that is done with', () => {
  it.each<[string, MessageOutcome, Record<string, unknown>]>([
    [
      'an erasure',
      aReconciled(erased),
      { ...record, ...decided, attempts: 2, outcome: 'anonymized', spotlerStatus: 410, readBack: 'gone' },
    ],
    [
      'a contact that is there after its erasure',
      aReconciled({ kind: 'not-erased', decision, attempts: 5 }),
      { ...record, ...decided, attempts: 5, outcome: 'not-erased', readBack: 'present' },
    ],
    [
      'a record that never stood still',
      aReconciled({ kind: 'unsettled', decision, attempts: 5 }),
      { ...record, ...decided, attempts: 5, outcome: 'unsettled' },
    ],
    [
      'an opt-out',
      aReconciled({ kind: 'reconciled', decision, effect: { kind: 'opted-out' }, attempts: 1 }),
      { ...record, ...decided, attempts: 1, outcome: 'opted-out' },
    ],
    [
      'a failure',
      aReconciled({ kind: 'failed', failure: rejected, attempts: 0 }),
      {
        ...record,
        attempts: 0,
        outcome: 'failed',
        system: 'spotler',
        kind: 'rejected',
        status: 400,
        errorCode: 'INVALID',
        property: 'city',
      },
    ],
    [
      'a failure of Dataverse of which little is known',
      aReconciled({ kind: 'failed', failure: failureOf('dataverse', { kind: 'unavailable' }), attempts: 0 }),
      { ...record, attempts: 0, outcome: 'failed', system: 'dataverse', kind: 'unavailable' },
    ],
    [
      'an erasure that is held',
      aReconciled({ kind: 'blocked', decision, precondition: 'permit', attempts: 1 }),
      { ...record, ...decided, attempts: 1, outcome: 'blocked', precondition: 'permit' },
    ],
    [
      'a message of another environment',
      { kind: 'foreign-organization' },
      { outcome: 'foreign-organization' },
    ],
    ['two records', aReconciled(erased, erased), { outcome: 'reconciled', count: 2 }],
    ['no records', aReconciled(), { outcome: 'reconciled', count: 0 }],
    [
      'a message that is not ours',
      { kind: 'ignored', table: 'task', messageName: 'Update' },
      { outcome: 'ignored', entity: 'task', messageName: 'Update' },
    ],
    ['a message about nothing', { kind: 'ignored', table: null, messageName: null }, { outcome: 'ignored' }],
    ['a malformed message', { kind: 'malformed', description: 'No id' }, { outcome: 'malformed' }],
    ['an interruption', { kind: 'interrupted' }, { outcome: 'interrupted' }],
    [
      'a job that was carried out',
      aJob({ kind: 'carried-out', ref, erasure: erased, followUp: undefined, ending }),
      {
        jobId,
        ...record,
        ...decided,
        attempts: 2,
        outcome: 'anonymized',
        spotlerStatus: 410,
        readBack: 'gone',
      },
    ],
    [
      'a job that never came to it',
      aJob({ kind: 'carried-out', ref, erasure: undefined, followUp: undefined, ending }),
      { jobId, ...record, outcome: 'interrupted' },
    ],
    [
      'a job that had succeeded',
      aJob({ kind: 'finished-before', ref, followUp: { kind: 'unsettled', decision, attempts: 5 } }),
      { jobId, ...record, ...decided, attempts: 5, outcome: 'unsettled' },
    ],
    [
      'a job out of reach',
      aJob({ kind: 'failed', failure: failureOf('dataverse', { kind: 'unavailable', status: 503 }) }),
      { jobId, outcome: 'failed', system: 'dataverse', kind: 'unavailable', status: 503 },
    ],
    ['a job that was withdrawn', aJob({ kind: 'withdrawn' }), { jobId, outcome: 'withdrawn' }],
    ['a job that is left alone', aJob({ kind: 'left' }), { jobId, outcome: 'left' }],
    ['a job that is refused', aJob({ kind: 'refused' }), { jobId, outcome: 'refused' }],
  ])('has all that is known of %s, and no more', (_title, outcome, fields) => {
    const { logged, span } = reported({ outcome });
    const expected = { settlement: 'complete', ...SETTLED, ...fields };
    expect(logged).toEqual({ level: 'info', event: 'message settled', ...expected });
    expect(span).toEqual(expected);
  });
});

describe('the line of a bug', () => {
  it.each([
    ['an error', new TypeError('oops'), { errorName: 'TypeError' }],
    ['something that was thrown instead', 'oops', {}],
    ['nothing', null, {}],
    ['nothing at all', undefined, {}],
    ['an object without a name', {}, {}],
  ])('names its class: %s', (_title, error, fields) => {
    const { logged } = reported({ outcome: { kind: 'unexpected', error, jobId: undefined, records: [] } });
    expect(logged).toMatchObject({ level: 'error', outcome: 'unexpected', count: 0, ...fields });
    if (!('errorName' in fields)) expect(logged).not.toHaveProperty('errorName');
  });
});
