import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createJobStore,
  decodeChangeMessage,
  defaultJobTable,
  type JobTable,
} from '@spotler-connector/dataverse';
import { aSimulator, type ListeningSimulator } from './a-simulator.ts';

const { table, columns, operations, statuses } = defaultJobTable();
const GONE = {
  status: 'succeeded',
  code: 'HTTP 410 Gone',
  message: 'The contact was anonymized.',
  completedAt: 1_767_225_600_000,
} as const;
let listening: ListeningSimulator;
beforeEach(async () => {
  listening = await aSimulator();
});
afterEach(() => listening.simulator.close());

function store() {
  return createJobStore({ url: listening.simulator.url, authentication: { kind: 'none' } });
}
function aJob(given: object = {}) {
  return listening.simulator.create(table, { [columns.operation]: operations.anonymizeContact, ...given });
}

async function readJob(given: object) {
  const job = await store().read(await aJob(given));
  if (job === null) throw new Error('The job is gone');
  return job;
}

async function aFinishedJob(given: object) {
  const job = await readJob(given);
  await store().finish(job, GONE);
  return job;
}

describe('a Spotler Job', () => {
  it('sends a message that decodes to a job', async () => {
    const id = await aJob();
    const [message] = await listening.published();
    expect(decodeChangeMessage(message?.body ?? new Uint8Array(), { jobTable: table })).toMatchObject({
      kind: 'job',
      id,
      messageName: 'Create',
    });
  });

  it.each(['contact', 'account', 'lead'] as const)('names its %s', async (of) => {
    const id = await listening.simulator.create(of, {});
    const lookup = { table: of, id, name: null };
    const job = await store().read(await aJob({ [of === 'lead' ? columns.lead : columns.customer]: lookup }));
    expect(job).toMatchObject({
      operation: 'anonymize-contact',
      status: 'pending',
      records: [{ table: of, id }],
    });
    expect(job?.createdOn).toMatch(/^\d{4}-.*Z$/);
  });

  it('may name nobody, or order something that is not ours', async () => {
    expect(await store().read(await aJob({ [columns.operation]: 7 }))).toMatchObject({
      operation: 'other',
      records: [],
    });
  });

  it('shows its result', async () => {
    const { id } = await aFinishedJob({});
    expect(listening.simulator.get(table, id)).toMatchObject({
      [columns.status]: statuses.succeeded,
      [columns.resultCode]: 'HTTP 410 Gone',
      [columns.resultMessage]: 'The contact was anonymized.',
      [columns.completedOn]: '2026-01-01T00:00:00.000Z',
    });
    expect(await store().read(id)).toMatchObject({ status: 'succeeded' });
  });

  it('that was finished meanwhile is not finished again', async () => {
    const job = await aFinishedJob({});
    expect(await store().finish(job, { ...GONE, code: 'HTTP 404 Not Found' })).toBe('changed-meanwhile');
    expect(listening.simulator.get(table, job.id)).toMatchObject({ [columns.resultCode]: 'HTTP 410 Gone' });
  });

  it('that was deleted meanwhile is not made again', async () => {
    const job = await readJob({});
    await listening.simulator.delete(table, job.id);
    expect(await store().finish(job, GONE)).toBe('deleted');
    expect(await store().read(job.id)).toBeNull();
    expect(listening.simulator.all(table)).toEqual([]);
  });

  it('would be made again by a change that names no version', async () => {
    const id = await aJob();
    await listening.simulator.delete(table, id);
    const url = `${listening.simulator.url}/api/data/v9.2/${defaultJobTable().entitySet}(${id})`;
    await fetch(url, { method: 'PATCH', body: JSON.stringify({ [columns.resultCode]: 'HTTP 410 Gone' }) });
    expect(listening.simulator.all(table)).toHaveLength(1);
  });

  it('claims its record, in that version first of all, until its claim is taken away', async () => {
    const id = await listening.simulator.create('contact', {});
    const ref = { table: 'contact', id } as const;
    const version = listening.simulator.etag('contact', id) ?? '';
    const job = await readJob({ [columns.customer]: { ...ref, name: null } });
    expect(await store().standing(ref, version)).toBeNull();
    expect(await store().claim(job, version)).toBe('updated');
    expect(await store().read(job.id)).toMatchObject({ recordVersion: version, status: 'pending' });
    const standing = { jobId: job.id, orderedOn: expect.stringMatching(/Z$/), recordVersion: version };
    expect(await store().standing(ref, version)).toMatchObject(standing);
    const found = await store().standing(ref, 'W/"1"');
    expect(found).toMatchObject(standing);
    expect(await store().standing({ ...ref, table: 'lead' }, version)).toBeNull();
    expect(await store().claim(job, version)).toBe('changed-meanwhile');
    if (found === null) throw new Error('The job does not claim its record');
    expect(await store().end({ ...found, version: job.version })).toBe('changed-meanwhile');
    expect(await store().end(found)).toBe('updated');
    expect(await store().standing(ref, version)).toBeNull();
  });

  it('whose claim somebody else wrote, or an earlier version of ours, stands for that version only', async () => {
    const id = await listening.simulator.create('contact', {});
    const ref = { table: 'contact', id } as const;
    await aJob({ [columns.customer]: { ...ref, name: null }, [columns.recordVersion]: 'W/"7"' });
    expect(await store().standing(ref, 'W/"7"')).not.toBeNull();
    expect(await store().standing(ref, 'W/"8"')).toBeNull();
  });

  it('stands when it has succeeded, and no more when it failed, orders something else or is deleted', async () => {
    const id = await listening.simulator.create('lead', {});
    const ref = { table: 'lead', id } as const;
    const lookup = { [columns.lead]: { ...ref, name: null }, [columns.recordVersion]: 'W/"7"' };
    const stands = async () => (await store().standing(ref, 'W/"7"')) !== null;
    const job = await readJob(lookup);
    await store().finish(job, GONE);
    expect(await stands()).toBe(true);
    await listening.simulator.update(table, job.id, { [columns.status]: statuses.failed });
    expect(await stands()).toBe(false);
    await listening.simulator.update(table, job.id, { [columns.status]: null });
    expect(await stands()).toBe(true);
    await listening.simulator.update(table, job.id, { [columns.operation]: 7 });
    expect(await stands()).toBe(false);
    await listening.simulator.update(table, job.id, { [columns.operation]: operations.anonymizeContact });
    await listening.simulator.delete(table, job.id);
    expect(await stands()).toBe(false);
  });

  it('keeps its claim when it is made pending again', async () => {
    const job = await readJob({ [columns.status]: statuses.failed, [columns.recordVersion]: 'W/"7"' });
    await store().claim(job, null);
    expect(await store().read(job.id)).toMatchObject({ recordVersion: 'W/"7"', status: 'pending' });
  });

  it('claims its record in whatever version, while it has not failed', async () => {
    const ref = { table: 'lead', id: await listening.simulator.create('lead', {}) } as const;
    const lookup = { [columns.lead]: { ...ref, name: null }, [columns.status]: statuses.failed };
    expect(await store().isClaimed(ref)).toBe(false);
    const id = await aJob({ ...lookup, [columns.recordVersion]: 'W/"9"' });
    expect(await store().isClaimed(ref)).toBe(false);
    await listening.simulator.update(table, id, { [columns.status]: statuses.succeeded });
    expect(await store().isClaimed(ref)).toBe(true);
    expect(await store().isClaimed({ ...ref, table: 'contact' })).toBe(false);
    await listening.simulator.update(table, id, { [columns.recordVersion]: null });
    expect(await store().isClaimed(ref)).toBe(false);
  });

  it('is asked about together with others in one request', async () => {
    const ids = Array.from({ length: 45 }, () => randomUUID());
    const last = ids.at(-1);
    const lookup = { table: 'contact', id: last, name: null };
    await aJob({ [columns.customer]: lookup, [columns.recordVersion]: 'W/"7"' });
    const together = store();
    const before = listening.simulator.requests();
    const found = await Promise.all(ids.map((id) => together.standing({ table: 'contact', id }, 'W/"7"')));
    expect(listening.simulator.requests() - before).toBe(1);
    expect(found.map((job) => job !== null)).toEqual(ids.map((id) => id === last));
  });

  it('has a table whose columns can be asked for', async () => {
    const { url } = listening.simulator;
    const at = (jobTable: JobTable) => createJobStore({ url, authentication: { kind: 'none' }, jobTable });
    await at(defaultJobTable()).probe();
    await expect(at({ ...defaultJobTable(), entitySet: 'new_jobs' }).probe()).rejects.toMatchObject({
      kind: 'protocol',
    });
    const misnamed = { ...defaultJobTable(), columns: { ...columns, resultCode: 'resultcode' } };
    await expect(at(misnamed).probe()).rejects.toMatchObject({ kind: 'protocol' });
  });
});
