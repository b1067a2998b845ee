import { describe, expect, it } from '@jest/globals';
import type { ReconcileRequest } from '../work/record-work.ts';
import { handleMessage } from './handle-message.ts';
import { aChange, aJob, aJobWork, aWork, ID, OTHER_ID, OURS, synced } from './testing/some-work.ts';

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
    const initiator = { event: 'Create', userId: null, operationId: null, changedAt: null };
    expect(requests).toEqual([[ID, { lastDelivery: true, initiator, evicted: undefined }]]);
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
