import { describe, expect, it } from '@jest/globals';
import { failureOf, type System } from '@spotler-connector/adapters';
import { decideExplicitly } from '@spotler-connector/anonymization-policy';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { jobEnding } from './job-ending.ts';
import type { JobOutcome } from './job-outcome.ts';
import { settlementForJob } from './settlement-for-job.ts';
import { aRef, erased, failing, synced } from './testing/a-job-world.ts';

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
      failing('spotler', 'rejected', 400),
      'failed HTTP 400 Bad Request',
      'SpotlerRejected',
    ],
    [
      'a hidden record',
      failing('dataverse', 'rejected', 403),
      'failed HTTP 403 Forbidden',
      'DataverseRejected',
    ],
    ['a Spotler that is away', failing('spotler', 'unavailable', 503), 'pending', 'abandon'],
    ['a Dataverse that is away', failing('dataverse', 'unavailable'), 'pending', 'abandon'],
    ['refused credentials', failing('spotler', 'authentication', 401), 'pending', 'abandon'],
    ['a record that never stood still', unsettled, 'pending', 'abandon'],
    ['an interruption', undefined, 'pending', 'abandon'],
    ['something that was no anonymization', odd, 'pending', 'abandon'],
  ])('after %s', (_title, erasure, expected, settled) => {
    expect(inWords(jobEnding({ records: [aRef] }, erasure, false))).toEqual([expected, settled]);
  });

  it.each<[string, ReconcileOutcome | undefined, string, string]>([
    ['an erasure', erased(410), 'succeeded HTTP 410 Gone', 'complete'],
    ['a contact that is still there', notErased, 'failed Not Erased', 'NotErased'],
    ['data that is refused', failing('spotler', 'rejected'), 'failed No Answer', 'SpotlerRejected'],
    [
      'a Spotler that is away',
      failing('spotler', 'unavailable', 503),
      'failed HTTP 503 Service Unavailable',
      'JobFailed',
    ],
    [
      'a Dataverse that does not answer',
      failing('dataverse', 'unavailable'),
      'failed No Answer',
      'JobFailed',
    ],
    [
      'refused credentials',
      failing('spotler', 'authentication', 401),
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

  it.each<[string, ReconcileOutcome | undefined, string]>([
    ['an erasure', erased(410), 'Spotler has removed the personal data'],
    ['an unknown contact', erased(404), 'Spotler has no contact for this record'],
    ['a contact that is still there', notErased, 'Spotler said that it removed the personal data, but'],
    ['data that Spotler refuses', failing('spotler', 'rejected'), 'Spotler refuses to anonymize'],
    ['a hidden record', failing('dataverse', 'rejected'), 'Dataverse does not let Spotler Connector read'],
    ['a Spotler that is down', failing('spotler', 'unavailable'), 'Spotler did not work as it should'],
    ['a Dataverse that is down', failing('dataverse', 'unavailable'), 'Dataverse did not work as it should'],
    ['an interruption', undefined, 'The job was begun several times and never finished'],
  ])('tells the user of %s', (_title, erasure, text) => {
    const { result } = jobEnding({ records: [aRef] }, erasure, true);
    expect(result?.message).toMatch(new RegExp(`^${text}`));
  });

  it('tells the user of a job without exactly one record', () => {
    const messageOf = (...records: (typeof aRef | typeof lead)[]) =>
      jobEnding({ records }, undefined, false).result?.message;
    expect(messageOf()).toMatch(/^The job names no customer and no lead/);
    expect(messageOf(aRef, lead)).toMatch(/^The job names a customer and a lead/);
  });
});

describe('the ending of a job whose record has no external id', () => {
  const code = 'ExternalIdUnknown';
  const withCode = (system: System): ReconcileOutcome => ({
    kind: 'failed',
    failure: failureOf(system, { kind: 'rejected', code }),
    attempts: 1,
  });

  it.each([false, true])('says that the column is empty, last delivery or not (%s)', (last) => {
    const ending = jobEnding({ records: [aRef] }, withCode('dataverse'), last);
    expect(inWords(ending)).toEqual(['failed No External Id', 'ExternalIdUnknown']);
    expect(ending.result?.message).toBe(
      'The record has no usable value in the column by which its contact is found in Spotler. ' +
        'Fill it and make a new job, or ask your administrator to look into it (ExternalIdUnknown).',
    );
  });

  it('is nothing that Spotler could say', () => {
    const ending = jobEnding({ records: [aRef] }, withCode('spotler'), false);
    expect(inWords(ending)).toEqual(['failed No Answer', 'SpotlerRejected']);
  });
});

describe('the ending of a job above the limit', () => {
  const blocked = (precondition: 'permit' | 'holder'): ReconcileOutcome => {
    const decision = { action: 'anonymize', rule: 'explicit', causes: [], policyVersion: '1' } as const;
    return { kind: 'blocked', decision, precondition, attempts: 1 };
  };

  it.each([true, false])('is pending and says that it is held, last delivery: %s', (lastDelivery) => {
    const ending = jobEnding({ records: [aRef] }, blocked('permit'), lastDelivery);
    expect(inWords(ending)).toEqual(['pending Held', 'HeldByBrake']);
  });

  it('is that of any other job when something else blocks it', () => {
    expect(inWords(jobEnding({ records: [aRef] }, blocked('holder'), false))).toEqual(['pending', 'abandon']);
  });
});

describe('the settlement of a job', () => {
  const carriedOut = (erasure: ReconcileOutcome, followUp: ReconcileOutcome | undefined): JobOutcome => {
    const ending = jobEnding({ records: [aRef] }, erasure, false);
    return { kind: 'carried-out', ref: aRef, erasure, followUp, ending };
  };
  const busy = failing('spotler', 'unavailable', 503);
  const failedJob = (kind: 'unavailable' | 'rejected'): JobOutcome => ({
    kind: 'failed',
    failure: failureOf('dataverse', { kind, code: '0x80040203' }),
  });

  it.each<[string, JobOutcome, string]>([
    ['a withdrawn job', { kind: 'withdrawn' }, 'complete'],
    ['a job that is left alone', { kind: 'left' }, 'complete'],
    ['a job that is refused', { kind: 'refused' }, 'complete'],
    ['a job that succeeded', carriedOut(erased(410), synced), 'complete'],
    ['a job that succeeded, its record not reconciled yet', carriedOut(erased(410), busy), 'abandon'],
    ['a job that failed', carriedOut(notErased, synced), 'NotErased'],
    ['a job that failed while the worker stops', carriedOut(notErased, undefined), 'NotErased'],
    ['a job that succeeded while the worker stops', carriedOut(erased(410), undefined), 'abandon'],
    ['a job that is pending', carriedOut(busy, busy), 'abandon'],
    ['a job that had succeeded', { kind: 'finished-before', ref: aRef, followUp: synced }, 'complete'],
    ['the same while Spotler is away', { kind: 'finished-before', ref: aRef, followUp: busy }, 'abandon'],
    ['a job out of reach', failedJob('unavailable'), 'abandon'],
    ['a job that Dataverse refuses to change', failedJob('rejected'), 'DataverseRejected'],
    ['a job with a bug', { kind: 'unexpected', ref: aRef, error: new TypeError() }, 'abandon'],
  ])('of %s', (_title, outcome, expected) => {
    const settlement = settlementForJob(outcome);
    expect(settlement.kind === 'dead-letter' ? settlement.reason : settlement.kind).toBe(expected);
  });
});

function inWords({ result, settlement }: ReturnType<typeof jobEnding>): [string, string] {
  const shown = result === undefined ? 'pending' : `${result.status} ${result.code}`;
  return [shown, settlement.kind === 'dead-letter' ? settlement.reason : settlement.kind];
}
