import { describe, expect, it } from '@jest/globals';
import { DataverseError, type JobStore, type SpotlerJob } from '@spotler-connector/dataverse';
import type { Called } from '@spotler-connector/observability';
import { timeJobStore } from './time-job-store.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
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

function aStore(changes: Partial<JobStore> = {}) {
  const calls: Called[] = [];
  const store: JobStore = {
    read: async () => job,
    claim: async () => 'updated',
    finish: async () => 'changed-meanwhile',
    standing: async () => null,
    probe: async () => {},
    ...changes,
  };
  return { store: timeJobStore(store, (call) => void calls.push(call)), calls };
}

describe('a timed job store', () => {
  it('answers as the other one does, and tells of every call', async () => {
    const { store, calls } = aStore();
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

  it('tells of a job that is gone, and of a failure', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });
    const { store, calls } = aStore({ read: async () => null, standing: () => Promise.reject(away) });
    await store.read(job.id);
    await expect(store.standing(ref, 'W/"7"')).rejects.toBe(away);
    expect(calls).toMatchObject([{ status: 404 }, { status: 503, failure: 'unavailable' }]);
  });
});
