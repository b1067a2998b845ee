import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import {
  DataverseError,
  type DataverseRecordSource,
  type JobStore,
  type SpotlerJob,
} from '@spotler-connector/dataverse';
import { aDeletedReading } from '@spotler-connector/dataverse/testing';
import { type DataverseCall, reportCall, reportJobCalls, reportRecordCalls } from './report-calls.ts';

const ref = { table: 'lead', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const job: SpotlerJob = {
  id: ref.id,
  version: 'W/"1"',
  operation: 'anonymize-contact',
  status: 'pending',
  records: [ref],
  createdOn: null,
  recordVersion: null,
};
const result = { status: 'succeeded', code: 'HTTP 410 Gone', message: '', completedAt: 0 } as const;
const AWAY = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });

function aReporting() {
  const calls: DataverseCall[] = [];
  const clock = createManualClock();
  return { calls, clock, reporting: { clock, onCall: (call: DataverseCall) => void calls.push(call) } };
}

function aStore(changes: Partial<JobStore> = {}): JobStore {
  return {
    read: async () => job,
    claim: async () => 'updated',
    finish: async () => 'changed-meanwhile',
    standing: async () => null,
    isClaimed: async () => false,
    end: async () => 'updated',
    probe: async () => {},
    ...changes,
  };
}

describe('a reported call', () => {
  it('is told of with its answer and how long it took, and answers as before', async () => {
    const { calls, clock, reporting } = aReporting();
    const answer = reportCall('GET /WhoAmI', () => clock.sleep(12).then(() => 'me'), reporting);
    await clock.advance(12);
    expect(await answer).toBe('me');
    expect(calls).toEqual([{ endpoint: 'GET /WhoAmI', status: 200, durationMs: 12 }]);
  });

  it('is told of with its failure, and fails as before', async () => {
    const { calls, reporting } = aReporting();
    await expect(reportCall('GET /WhoAmI', () => Promise.reject(AWAY), reporting)).rejects.toBe(AWAY);
    expect(calls).toMatchObject([{ status: 503, failure: 'unavailable' }]);
  });

  it('that was given up is not told of', async () => {
    const { calls, reporting } = aReporting();
    const abort = new DOMException('stopping', 'AbortError');
    await expect(reportCall('GET /WhoAmI', () => Promise.reject(abort), reporting)).rejects.toBe(abort);
    expect(calls).toEqual([]);
  });
});

describe('reported calls of records', () => {
  const deleted = aDeletedReading({ ref });
  const records: DataverseRecordSource = {
    read: async () => deleted,
    holders: async () => [deleted],
    mergedRecords: async () => [],
    storeExternalId: async () => 'changed-meanwhile',
    probe: async () => [],
  };

  it('are told of by table, and a deleted record as not found', async () => {
    const { calls, reporting } = aReporting();
    expect(await reportRecordCalls(records, reporting).read(ref)).toBe(deleted);
    expect(calls).toMatchObject([{ endpoint: 'GET /leads/{id}', status: 404 }]);
  });

  it('are told of each under a template of its own, and answer as before', async () => {
    const { calls, reporting } = aReporting();
    const reported = reportRecordCalls(records, reporting);
    expect(await reported.holders(ref, 'S-1')).toEqual([deleted]);
    expect(await reported.mergedRecords(ref)).toEqual([]);
    expect(await reported.storeExternalId({ ...deleted, externalIdStored: false })).toBe('changed-meanwhile');
    expect(await reported.probe('lead')).toEqual([]);
    // Metrics hold back any other form.
    const templates = /^[A-Z]+(?: (?:\/(?:[A-Za-z]+|\{[A-Za-z]+\}))+)$/;
    for (const { endpoint } of calls) expect(endpoint).toMatch(templates);
    expect(calls.map(({ endpoint, status }) => [endpoint, status])).toEqual([
      ['GET /holders', 200],
      ['GET /leads/merged', 200],
      ['PATCH /leads/{id}', 412],
      ['GET /leads', 200],
    ]);
  });

  it('are told of nothing where there is no call', async () => {
    const { calls, reporting } = aReporting();
    const reported = reportRecordCalls(records, reporting);
    expect(await reported.storeExternalId({ ...deleted, externalIdStored: true })).toBe('kept');
    expect(calls).toEqual([]);
  });
});

describe('reported calls of the job store', () => {
  it('are reported, each by its endpoint and the status of its answer', async () => {
    const { calls, reporting } = aReporting();
    const store = reportJobCalls(aStore(), reporting);
    expect(await store.read(job.id)).toBe(job);
    expect(await store.claim(job, 'W/"7"')).toBe('updated');
    expect(await store.finish(job, result)).toBe('changed-meanwhile');
    expect(await store.standing(ref, 'W/"7"')).toBeNull();
    await store.probe();
    expect(calls.map(({ endpoint, status }) => `${endpoint} ${status}`)).toEqual([
      'GET /jobs/{id} 200',
      'PATCH /jobs/{id} 204',
      'PATCH /jobs/{id} 412',
      'GET /jobs 200',
      'GET /jobs 200',
    ]);
  });

  it('tell of a job that is gone, and of a failure', async () => {
    const { calls, reporting } = aReporting();
    const gone = aStore({
      read: async () => null,
      finish: async () => 'deleted',
      standing: () => Promise.reject(AWAY),
    });
    const store = reportJobCalls(gone, reporting);
    await store.read(job.id);
    await store.finish(job, result);
    await expect(store.standing(ref, 'W/"7"')).rejects.toBe(AWAY);
    expect(calls).toMatchObject([{ status: 404 }, { status: 404 }, { status: 503, failure: 'unavailable' }]);
  });
});
