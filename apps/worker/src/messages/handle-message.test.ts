import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import type { ChangeMessage } from '@spotler-connector/dataverse';
import type { Origin, Priority, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOutcome } from '../jobs/job-outcome.ts';
import type { JobRequest, JobWork } from '../jobs/job-work.ts';
import type { ReconcileRequest, RecordWork } from '../work/record-work.ts';
import { handleMessage } from './handle-message.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const OURS = '0e5ab1d4-ab5c-4f3c-9e1f-0a1b2c3d4e5f';
const OTHER_ID = '7d81597f-0f9f-e711-8122-000d3aa2331d';
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };

function aChange(overrides: Partial<ChangeMessage> = {}): ChangeMessage {
  return {
    kind: 'change',
    records: [{ table: 'contact', id: ID }],
    messageName: 'Update',
    operationId: null,
    correlationId: null,
    organizationId: OURS,
    stripped: false,
    initiatingUserId: null,
    externalIds: {},
    ...overrides,
  };
}

function aWork(outcome: (ref: RecordRef) => Promise<ReconcileOutcome> = async () => synced) {
  const requests: [string, Priority, string | null | undefined][] = [];
  const origins: Origin[] = [];
  const work: RecordWork = {
    reconcile(ref, { priority, externalId, origin }) {
      origins.push(origin);
      requests.push([`${ref.table}/${ref.id}`, priority, externalId]);
      return outcome(ref);
    },
    size: { waiting: 0, running: 0 },
  };
  const options = { work, jobs: undefined, ourOrganizationId: OURS, lastDelivery: false };
  return { work, requests, origins, options };
}

function aJob(messageName: string) {
  return { ...aChange({ messageName }), kind: 'job' as const, id: ID };
}

/** The work on jobs with this outcome, and its requests. */
function aJobWork(outcome: JobOutcome = { kind: 'withdrawn' }) {
  const requests: [string, JobRequest][] = [];
  const jobs: JobWork = {
    async carryOut(id, options) {
      requests.push([id, options]);
      return outcome;
    },
  };
  return { jobs, requests };
}

describe('handling a message', () => {
  it('reconciles every record that it names', async () => {
    const { options, requests } = aWork();
    const records = [
      { table: 'contact', id: ID },
      { table: 'contact', id: ID.replace('6', '7') },
    ] as const;
    const outcome = await handleMessage(aChange({ messageName: 'Merge', records: [...records] }), options);
    expect(requests).toHaveLength(2);
    expect(outcome).toMatchObject({ kind: 'reconciled', messageName: 'Merge', records: [{}, {}] });
  });

  it('lets deletions go ahead, with the external id that only their message knows', async () => {
    const { options, requests } = aWork();
    await handleMessage(aChange({ messageName: 'Delete', externalIds: { [ID]: 'S-1' } }), options);
    await handleMessage(aChange(), options);
    expect(requests).toEqual([
      [`contact/${ID}`, 'urgent', 'S-1'],
      [`contact/${ID}`, 'ordinary', undefined],
    ]);
  });

  it('ignores what is none of its business', async () => {
    const { options, requests } = aWork();
    const foreign = { kind: 'foreign', table: 'incident', messageName: 'Update' } as const;
    expect(await handleMessage(foreign, options)).toEqual({
      kind: 'ignored',
      table: 'incident',
      messageName: 'Update',
    });
    expect(requests).toEqual([]);
  });

  it('has a new job carried out', async () => {
    const { jobs, requests } = aJobWork();
    const outcome = await handleMessage(aJob('Create'), { ...aWork().options, jobs, lastDelivery: true });
    expect(outcome).toEqual({
      kind: 'job',
      messageName: 'Create',
      jobId: ID,
      outcome: { kind: 'withdrawn' },
    });
    expect(requests).toEqual([[ID, { lastDelivery: true, evicted: undefined }]]);
  });

  it('ignores changes of a job, which are mostly our own, and jobs that are switched off', async () => {
    const { jobs, requests } = aJobWork();
    const { options } = aWork();
    expect(await handleMessage(aJob('Update'), { ...options, jobs })).toMatchObject({ kind: 'ignored' });
    expect(await handleMessage(aJob('Create'), options)).toMatchObject({ kind: 'ignored' });
    expect(requests).toEqual([]);
  });

  it('hands on why a message is malformed', async () => {
    const report = { problems: [], message: 'The body is empty.' };
    const outcome = await handleMessage({ kind: 'malformed', report }, aWork().options);
    expect(outcome).toEqual({ kind: 'malformed', description: 'The body is empty.' });
  });

  it('is interrupted when the worker stops', async () => {
    const { options } = aWork(() => Promise.reject(new DOMException('stopping', 'AbortError')));
    expect(await handleMessage(aChange(), options)).toEqual({ kind: 'interrupted' });
  });

  it('gives a bug as its outcome, with the record, and what came of the others', async () => {
    const bug = new TypeError('oops');
    const { options } = aWork(async ({ id }) => {
      if (id === OTHER_ID) throw bug;
      return synced;
    });
    const records = [{ table: 'contact', id: ID } as const, { table: 'contact', id: OTHER_ID } as const];
    expect(await handleMessage(aChange({ records }), options)).toEqual({
      kind: 'unexpected',
      error: bug,
      jobId: undefined,
      records: [
        { ref: records[0], outcome: synced },
        { ref: records[1], outcome: { kind: 'unexpected', error: bug } },
      ],
    });
  });

  it('gives the bug of a job as its outcome, with its record as far as that is known', async () => {
    const bug = new TypeError('oops');
    const ref = { table: 'lead', id: ID } as const;
    for (const known of [ref, undefined]) {
      const { jobs } = aJobWork({ kind: 'unexpected', ref: known, error: bug });
      expect(await handleMessage(aJob('Create'), { ...aWork().options, jobs })).toEqual({
        kind: 'unexpected',
        error: bug,
        jobId: ID,
        records: known === undefined ? [] : [{ ref, outcome: { kind: 'unexpected', error: bug } }],
      });
    }
  });

  it('is interrupted when one of its records is, whatever came of the others', async () => {
    const { options } = aWork(async ({ table }) => {
      throw table === 'lead' ? new TypeError('oops') : new DOMException('stopping', 'AbortError');
    });
    const records = [{ table: 'lead', id: ID } as const, { table: 'contact', id: ID } as const];
    expect(await handleMessage(aChange({ records }), options)).toEqual({ kind: 'interrupted' });
  });

  it('hands the end of its delivery window to the work', async () => {
    const given: unknown[] = [];
    const evicted = new AbortController().signal;
    const work = {
      async reconcile(_ref: unknown, request: ReconcileRequest) {
        given.push(request.evicted);
        return synced;
      },
    };
    const { jobs, requests } = aJobWork();
    const options = { work, jobs, ourOrganizationId: OURS, lastDelivery: false, evicted };
    await handleMessage(aChange(), options);
    await handleMessage(aJob('Create'), options);
    expect([...given, requests[0]?.[1].evicted]).toEqual([evicted, evicted]);
  });
});

describe('a message of another environment', () => {
  const foreign = '1e5ab1d4-ab5c-4f3c-9e1f-0a1b2c3d4e5f';

  it('is set aside and reconciles nothing, however its job or record is called', async () => {
    const { options, requests } = aWork();
    const { jobs, requests: jobRequests } = aJobWork();
    for (const message of [
      aChange({ organizationId: foreign }),
      { ...aJob('Create'), organizationId: foreign },
    ]) {
      expect(await handleMessage(message, { ...options, jobs })).toEqual({ kind: 'foreign-organization' });
    }
    expect([requests, jobRequests]).toEqual([[], []]);
  });

  it('would be reconciled if that environment were ours', async () => {
    const { options, origins } = aWork();
    const message = aChange({ organizationId: foreign });
    await handleMessage(message, { ...options, ourOrganizationId: foreign });
    expect(origins).toEqual(['ours']);
  });

  it('is not one that names no organization: that one is reconciled, as of unknown origin', async () => {
    const { options, origins } = aWork();
    await handleMessage(aChange({ organizationId: null }), options);
    expect(origins).toEqual(['unknown']);
  });
});
