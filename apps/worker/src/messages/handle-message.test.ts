import { describe, expect, it } from '@jest/globals';
import type { ChangeMessage } from '@spotler-connector/dataverse';
import type { Priority, ReconcileOutcome } from '@spotler-connector/reconciler';
import type { JobOptions, JobWork } from '../jobs/job-work.ts';
import type { RecordWork } from '../work/record-work.ts';
import { handleMessage } from './handle-message.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const decision = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;
const synced: ReconcileOutcome = { kind: 'reconciled', decision, effect: { kind: 'synced' }, attempts: 1 };

function aChange(overrides: Partial<ChangeMessage> = {}): ChangeMessage {
  return {
    kind: 'change',
    records: [{ table: 'contact', id: ID }],
    messageName: 'Update',
    operationId: null,
    correlationId: null,
    organizationId: null,
    stripped: false,
    initiatingUserId: null,
    externalIds: {},
    ...overrides,
  };
}

function aWork(outcome: () => Promise<ReconcileOutcome> = async () => synced) {
  const asked: [string, Priority, string | undefined][] = [];
  const work: RecordWork = {
    reconcile(ref, { priority, externalId }) {
      asked.push([`${ref.table}/${ref.id}`, priority, externalId]);
      return outcome();
    },
    size: { waiting: 0, running: 0 },
  };
  return { work, asked, options: { work, jobs: undefined, lastDelivery: false } };
}

const aJob = (messageName: string) => ({ ...aChange({ messageName }), kind: 'job' as const, id: ID });

/** The work on jobs, with what was asked of it. */
function aJobWork() {
  const asked: [string, JobOptions][] = [];
  const jobs: JobWork = {
    async carryOut(id, options) {
      asked.push([id, options]);
      return { kind: 'withdrawn' };
    },
  };
  return { jobs, asked };
}

describe('handling a message', () => {
  it('reconciles every record that it names', async () => {
    const { options, asked } = aWork();
    const records = [
      { table: 'contact', id: ID },
      { table: 'contact', id: ID.replace('6', '7') },
    ] as const;
    const outcome = await handleMessage(aChange({ messageName: 'Merge', records: [...records] }), options);
    expect(asked).toHaveLength(2);
    expect(outcome).toMatchObject({ kind: 'reconciled', messageName: 'Merge', records: [{}, {}] });
  });

  it('lets deletions go ahead, with the external id that only their message knows', async () => {
    const { options, asked } = aWork();
    await handleMessage(aChange({ messageName: 'Delete', externalIds: { [ID]: 'S-1' } }), options);
    await handleMessage(aChange(), options);
    expect(asked).toEqual([
      [`contact/${ID}`, 'urgent', 'S-1'],
      [`contact/${ID}`, 'ordinary', undefined],
    ]);
  });

  it('ignores what is none of its business', async () => {
    const { options, asked } = aWork();
    const foreign = { kind: 'foreign', table: 'incident', messageName: 'Update' } as const;
    expect(await handleMessage(foreign, options)).toEqual({
      kind: 'ignored',
      table: 'incident',
      messageName: 'Update',
    });
    expect(asked).toEqual([]);
  });

  it('has a new job carried out', async () => {
    const { jobs, asked } = aJobWork();
    const outcome = await handleMessage(aJob('Create'), { ...aWork().options, jobs, lastDelivery: true });
    expect(outcome).toEqual({
      kind: 'job',
      messageName: 'Create',
      jobId: ID,
      outcome: { kind: 'withdrawn' },
    });
    expect(asked).toEqual([[ID, { lastDelivery: true, released: undefined }]]);
  });

  it('ignores changes of a job, which are mostly our own, and jobs that are switched off', async () => {
    const { jobs, asked } = aJobWork();
    const { options } = aWork();
    expect(await handleMessage(aJob('Update'), { ...options, jobs })).toMatchObject({ kind: 'ignored' });
    expect(await handleMessage(aJob('Create'), options)).toMatchObject({ kind: 'ignored' });
    expect(asked).toEqual([]);
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

  it('keeps the text of an unexpected error to itself', async () => {
    const { options } = aWork(() => Promise.reject(new TypeError('canary@example.org is not a function')));
    expect(await handleMessage(aChange(), options)).toEqual({ kind: 'unexpected', errorName: 'TypeError' });
  });
});
