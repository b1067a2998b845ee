import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import type { JobStore } from '@spotler-connector/dataverse';
import type { EvidenceFact } from '@spotler-connector/ledger';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { evidencedJobs } from './evidenced-jobs.ts';
import { dryRunJobs } from './job-work.ts';
import { aJob, aRef, JOB_ID } from './testing/a-job-world.ts';

const RESULT = { code: 'HTTP 410 Gone', message: 'Done', completedAt: 5 };

/** A store of jobs that notes what it is asked. */
function aStore() {
  const calls: unknown[][] = [];
  const recording =
    (name: string) =>
    async (...given: unknown[]) => {
      calls.push([name, ...given]);
      return 'changed-meanwhile' as const;
    };
  const store: JobStore = {
    read: async () => aJob(),
    claim: recording('claim'),
    finish: recording('finish'),
    end: recording('end'),
    standing: async () => null,
    isClaimed: async () => false,
    probe: async () => {},
  };
  return { store, calls };
}

describe('a job that ends', () => {
  it.each(['succeeded', 'failed'] as const)('has evidence that it %s, before it says so', async (status) => {
    const { store, calls } = aStore();
    const append = async (fact: EvidenceFact) => void calls.push(['append', fact]);
    const { signal } = new AbortController();
    const jobs = evidencedJobs(store, { append });
    const written = await jobs.finish(aJob(), { status, ...RESULT }, { signal });
    expect(written).toBe('changed-meanwhile');
    expect(calls).toEqual([
      ['append', { kind: 'job', jobId: JOB_ID, record: aRef, result: status }],
      ['finish', aJob(), { status, ...RESULT }, { signal }],
    ]);
  });

  it('has none while it is pending', async () => {
    const { store, calls } = aStore();
    const append = async (fact: EvidenceFact) => void calls.push(['append', fact]);
    await evidencedJobs(store, { append }).finish(aJob(), { status: 'pending', ...RESULT });
    expect(calls.map(([name]) => name)).toEqual(['finish']);
  });

  it('says nothing when its evidence can not be stored', async () => {
    const { store, calls } = aStore();
    const append = () => Promise.reject(new ObjectStoreError({ kind: 'unavailable' }));
    const finished = evidencedJobs(store, { append }).finish(aJob(), { status: 'failed', ...RESULT });
    await expect(finished).rejects.toMatchObject({ failure: failureOf('state', { kind: 'unavailable' }) });
    expect(calls).toEqual([]);
  });

  it('needs none where none is kept', () => {
    const { store } = aStore();
    expect(evidencedJobs(store, undefined)).toBe(store);
  });
});

it('a dry run reads jobs and writes none', async () => {
  const { store, calls } = aStore();
  const jobs = dryRunJobs(store);
  expect(await jobs.read(JOB_ID)).toEqual(aJob());
  expect([
    await jobs.claim(aJob(), null),
    await jobs.finish(aJob(), { status: 'failed', ...RESULT }),
    await jobs.end({ jobId: JOB_ID, orderedOn: null, recordVersion: 'W/"7"', version: 'W/"1"' }),
  ]).toEqual(['updated', 'updated', 'updated']);
  expect(calls).toEqual([]);
});
