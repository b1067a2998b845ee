import { describe, expect, it } from '@jest/globals';
import { DataverseError, type JobStore, type SpotlerJob } from '@spotler-connector/dataverse';
import { PortError } from '@spotler-connector/reconciler';
import { dataverseJobs } from './dataverse-jobs.ts';

const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const job: SpotlerJob = {
  id,
  version: 'W/"1"',
  operation: 'anonymize-contact',
  status: 'pending',
  records: [],
  createdOn: null,
  recordVersion: null,
};
const result = { status: 'failed', code: 'No Record', message: '', completedAt: 0 } as const;

describe('Spotler Jobs over the port', () => {
  it('fail as the port does, whatever is asked', async () => {
    const away = () =>
      Promise.reject(new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 }));
    const store: JobStore = { read: away, claim: away, finish: away, standing: away, probe: away };
    const jobs = dataverseJobs(store);
    const asked = [
      jobs.read(id),
      jobs.claim(job, null),
      jobs.finish(job, result),
      jobs.standing({ table: 'contact', id }, 'W/"7"'),
      jobs.probe(),
    ];
    for (const answer of asked) await expect(answer).rejects.toBeInstanceOf(PortError);
  });
});
