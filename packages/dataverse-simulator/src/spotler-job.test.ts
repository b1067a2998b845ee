import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createJobStore, decodeChangeMessage, defaultJobTable } from '@spotler-connector/dataverse';
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

const store = () => createJobStore({ url: listening.simulator.url, authentication: { kind: 'none' } });
const aJob = (given: object = {}) =>
  listening.simulator.create(table, { [columns.operation]: operations.anonymizeContact, ...given });

async function aFinishedJob(given: object) {
  const job = await store().read(await aJob(given));
  if (job === null) throw new Error('The job is gone');
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
    const job = await store().read(await aJob());
    if (job === null) throw new Error('The job is gone');
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

  it('is found again by the record that it anonymized', async () => {
    const id = await listening.simulator.create('contact', {});
    const ref = { table: 'contact', id } as const;
    expect(await store().latestAnonymization(ref)).toBeNull();
    await aJob({ [columns.customer]: { ...ref, name: null } });
    expect(await store().latestAnonymization(ref)).toBeNull();
    await aFinishedJob({ [columns.customer]: { ...ref, name: null } });
    expect(await store().latestAnonymization(ref)).toMatchObject({ finishedOn: expect.stringMatching(/Z$/) });
  });
});
