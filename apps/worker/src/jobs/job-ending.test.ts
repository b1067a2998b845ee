import { describe, expect, it } from '@jest/globals';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { jobEnding } from './job-ending.ts';
import type { JobOutcome } from './job-outcome.ts';
import { JOB_SENTENCES } from './job-sentences.ts';
import { settlementForJob } from './settlement-for-job.ts';
import { aRef, erased, failing, levelled } from './testing/a-job-world.ts';

const decision = decideExplicitly();
const notErased: ReconcileOutcome = { kind: 'not-erased', decision, attempts: 5 };
const unsettled: ReconcileOutcome = { kind: 'unsettled', decision, attempts: 5 };
const odd: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'left' }, attempts: 1 };

const lead = { table: 'lead', id: aRef.id } as const;

describe('the ending of a job', () => {
  it.each<[string, ReconcileOutcome | undefined, string, string]>([
    ['an erasure', erased(410), 'succeeded HTTP 410 Gone', 'complete'],
    [
      'an erasure in the words of the API description',
      erased(204),
      'succeeded HTTP 204 No Content',
      'complete',
    ],
    ['an erasure in other words', erased(200), 'succeeded HTTP 200 OK', 'complete'],
    ['an unknown contact', erased(404), 'succeeded HTTP 404 Not Found', 'complete'],
    ['a contact that is still there', notErased, 'failed Not Erased', 'NotErased'],
    [
      'data that is refused',
      failing('target', 'rejected', 400),
      'failed HTTP 400 Bad Request',
      'SpotlerRejected',
    ],
    ['a hidden record', failing('source', 'rejected', 403), 'failed HTTP 403 Forbidden', 'DataverseRejected'],
    ['a Spotler that is away', failing('target', 'unavailable', 503), 'pending', 'abandon'],
    ['a Dataverse that is away', failing('source', 'unavailable'), 'pending', 'abandon'],
    ['refused credentials', failing('target', 'authentication', 401), 'pending', 'abandon'],
    ['a record that never stood still', unsettled, 'pending', 'abandon'],
    ['an interruption', undefined, 'pending', 'abandon'],
    ['something that was no anonymization', odd, 'pending', 'abandon'],
  ])('after %s', (_title, erasure, expected, settled) => {
    expect(inWords(jobEnding({ records: [aRef] }, erasure, false))).toEqual([expected, settled]);
  });

  it.each<[string, ReconcileOutcome | undefined, string, string]>([
    ['an erasure', erased(410), 'succeeded HTTP 410 Gone', 'complete'],
    ['a contact that is still there', notErased, 'failed Not Erased', 'NotErased'],
    ['data that is refused', failing('target', 'rejected'), 'failed No Answer', 'SpotlerRejected'],
    [
      'a Spotler that is away',
      failing('target', 'unavailable', 503),
      'failed HTTP 503 Service Unavailable',
      'JobFailed',
    ],
    ['a Dataverse that does not answer', failing('source', 'unavailable'), 'failed No Answer', 'JobFailed'],
    [
      'refused credentials',
      failing('target', 'authentication', 401),
      'failed HTTP 401 Unauthorized',
      'JobFailed',
    ],
    ['a record that never stood still', unsettled, 'failed Not Finished', 'JobFailed'],
    ['an interruption', undefined, 'failed Not Finished', 'JobFailed'],
  ])('in the last delivery after %s', (_title, erasure, expected, settled) => {
    expect(inWords(jobEnding({ records: [aRef] }, erasure, true))).toEqual([expected, settled]);
  });

  it.each([false, true])('of a job without exactly one record, last delivery or not (%s)', (last) => {
    expect(inWords(jobEnding({ records: [] }, undefined, last))).toEqual(['failed No Record', 'complete']);
    expect(inWords(jobEnding({ records: [aRef, lead] }, undefined, last))).toEqual([
      'failed Two Records',
      'complete',
    ]);
  });

  it('says which side failed', () => {
    const sentence = (side: 'source' | 'target') =>
      jobEnding({ records: [aRef] }, failing(side, 'unavailable'), true).result?.message;
    expect(sentence('source')).toBe(JOB_SENTENCES.failedBy.source);
    expect(sentence('target')).toBe(JOB_SENTENCES.failedBy.target);
  });
});

describe('the ending of a job whose record has no external id', () => {
  const code = 'ExternalIdUnknown';
  const withCode = (side: 'source' | 'target'): ReconcileOutcome => ({
    kind: 'failed',
    failure: { side, kind: 'rejected', code },
    attempts: 1,
  });

  it.each([false, true])('says that the column is empty, last delivery or not (%s)', (last) => {
    const ending = jobEnding({ records: [aRef] }, withCode('source'), last);
    expect(inWords(ending)).toEqual(['failed No External Id', 'DataverseRejected']);
    expect(ending.result?.message).toBe(
      'The record has no value in the column by which its contact is found in Spotler. ' +
        'Fill it and make a new job, or ask your administrator to look into it (DataverseRejected).',
    );
  });

  it('is nothing that Spotler could say', () => {
    const ending = jobEnding({ records: [aRef] }, withCode('target'), false);
    expect(inWords(ending)).toEqual(['failed No Answer', 'SpotlerRejected']);
  });
});

describe('the settlement of a job', () => {
  const carriedOut = (erasure: ReconcileOutcome, level: ReconcileOutcome | undefined): JobOutcome => {
    const ending = jobEnding({ records: [aRef] }, erasure, false);
    return { kind: 'carried-out', ref: aRef, erasure, level, ending };
  };
  const busy = failing('target', 'unavailable', 503);
  const failedJob = (kind: 'unavailable' | 'rejected'): JobOutcome => ({
    kind: 'failed',
    failure: { side: 'source', kind, code: '0x80040203' },
  });

  it.each<[string, JobOutcome, string]>([
    ['a withdrawn job', { kind: 'withdrawn' }, 'complete'],
    ['a job that is left alone', { kind: 'left' }, 'complete'],
    ['a job that is refused', { kind: 'refused' }, 'complete'],
    ['a job that succeeded', carriedOut(erased(410), levelled), 'complete'],
    ['a job that succeeded, its record not reconciled yet', carriedOut(erased(410), busy), 'abandon'],
    ['a job that failed', carriedOut(notErased, levelled), 'NotErased'],
    ['a job that failed while the worker stops', carriedOut(notErased, undefined), 'NotErased'],
    ['a job that succeeded while the worker stops', carriedOut(erased(410), undefined), 'abandon'],
    ['a job that is pending', carriedOut(busy, busy), 'abandon'],
    ['a job that had succeeded', { kind: 'finished-before', ref: aRef, level: levelled }, 'complete'],
    ['the same while Spotler is away', { kind: 'finished-before', ref: aRef, level: busy }, 'abandon'],
    ['a job out of reach', failedJob('unavailable'), 'abandon'],
    ['a job that Dataverse refuses to change', failedJob('rejected'), 'DataverseRejected'],
  ])('of %s', (_title, outcome, expected) => {
    const settlement = settlementForJob(outcome);
    expect(settlement.kind === 'dead-letter' ? settlement.reason : settlement.kind).toBe(expected);
  });
});

function inWords({ result, settlement }: ReturnType<typeof jobEnding>): [string, string] {
  const shown = result === undefined ? 'pending' : `${result.status} ${result.code}`;
  return [shown, settlement.kind === 'dead-letter' ? settlement.reason : settlement.kind];
}
