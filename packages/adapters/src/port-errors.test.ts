import { describe, expect, it } from '@jest/globals';
import { DataverseError, type JobStore, type SpotlerJob } from '@spotler-connector/dataverse';
import { PortError } from '@spotler-connector/reconciler';
import { failureOf, systemOf, withPortErrors } from './port-errors.ts';

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
const AWAY = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });

function aStore(changes: Partial<JobStore> = {}): JobStore {
  const away = () => Promise.reject(AWAY);
  const calls = { read: away, claim: away, finish: away, standing: away, isClaimed: away, end: away };
  return { ...calls, probe: away, ...changes };
}

describe('calls with the errors of a port', () => {
  it('fail as the port does, whatever is called, and keep their cause', async () => {
    const jobs = withPortErrors(aStore());
    const answers = [
      jobs.read(id),
      jobs.claim(job, null),
      jobs.finish(job, result),
      jobs.standing({ table: 'contact', id }, 'W/"7"'),
      jobs.probe(),
    ];
    for (const answer of answers) {
      const error = await answer.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(PortError);
      expect(error).toMatchObject({ failure: { side: 'source', kind: 'unavailable', status: 503 } });
      expect(error).toHaveProperty('cause', AWAY);
    }
  });

  it('answer as before, and hand on any other error', async () => {
    const abort = new DOMException('stopping', 'AbortError');
    const jobs = withPortErrors(aStore({ read: async () => job, probe: () => Promise.reject(abort) }));
    expect(await jobs.read(id)).toBe(job);
    await expect(jobs.probe()).rejects.toBe(abort);
  });

  it('turn an error that is thrown at once into a rejection', async () => {
    const jobs = withPortErrors(
      aStore({
        read() {
          throw AWAY;
        },
      }),
    );
    await expect(jobs.read(id)).rejects.toBeInstanceOf(PortError);
  });

  it('do not translate twice', async () => {
    const error = await withPortErrors(withPortErrors(aStore()))
      .read(id)
      .catch((caught: unknown) => caught);
    expect(error).toHaveProperty('cause', AWAY);
  });
});

describe('the system of a failure', () => {
  it.each(['dataverse', 'spotler'] as const)('is %s, there and back', (system) => {
    expect(systemOf(failureOf(system, { kind: 'unavailable' }))).toBe(system);
  });

  it('is the source for Dataverse, the target for Spotler', () => {
    expect(failureOf('dataverse', { kind: 'rejected' }).side).toBe('source');
    expect(failureOf('spotler', { kind: 'rejected' }).side).toBe('target');
  });
});
