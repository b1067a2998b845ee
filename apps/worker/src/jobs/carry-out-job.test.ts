import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { PortError } from '@spotler-connector/reconciler';
import { carryOutJob } from './carry-out-job.ts';
import type { JobProgress } from './job-step.ts';
import {
  aJob,
  aJobWorld,
  aRef,
  away,
  erased,
  failing,
  JOB_ID,
  type JobScene,
  type JobWorld,
} from './testing/a-job-world.ts';

async function carriedOut(scene: JobScene | JobWorld = {}, changes: Partial<JobProgress> = {}) {
  const world = 'ports' in scene ? scene : aJobWorld(scene);
  const outcome = await carryOutJob(JOB_ID, { givenUp: false, ...changes }, world.ports);
  return { world, outcome, calls: world.calls, results: world.results };
}

const CONTACT_AND_LEAD = [aRef, { table: 'lead', id: aRef.id } as const];

describe('carrying out a job', () => {
  it('claims the record before it erases, and shows the result', async () => {
    const { world, outcome, calls, results } = await carriedOut();
    const read = 'read';
    expect(calls).toEqual([read, read, 'look', 'claim W/"7"', 'anonymize', read, 'finish', 'follow-up']);
    expect(results).toMatchObject([{ status: 'succeeded', code: 'HTTP 410 Gone', completedAt: 0 }]);
    expect(world.job()).toMatchObject({ recordVersion: 'W/"7"', status: 'succeeded' });
    expect(outcome).toMatchObject({ kind: 'carried-out', ending: { settlement: { kind: 'complete' } } });
  });

  it('finds an unknown contact to be a success', async () => {
    const { results } = await carriedOut({ erasures: [erased(404)] });
    expect(results).toMatchObject([{ status: 'succeeded', code: 'HTTP 404 Not Found' }]);
  });

  it('claims nothing when the record changed after the order', async () => {
    const { world, calls } = await carriedOut({ record: { modifiedOn: '2026-11-27T12:00:11.000Z' } });
    expect(calls.filter((call) => call.startsWith('claim'))).toEqual([]);
    expect(world.job()).toMatchObject({ recordVersion: null, status: 'succeeded' });
  });

  it('claims nothing when the record is deleted, and erases all the same', async () => {
    const { world, calls } = await carriedOut({ record: { version: null, modifiedOn: null } });
    expect(calls).toContain('anonymize');
    expect(world.job()).toMatchObject({ recordVersion: null, status: 'succeeded' });
  });

  it('keeps the claim of an earlier delivery', async () => {
    const { world, calls } = await carriedOut({ job: aJob({ recordVersion: 'W/"7"' }) });
    expect(calls).toEqual(['read', 'read', 'look', 'anonymize', 'read', 'finish', 'follow-up']);
    expect(world.job()).toMatchObject({ recordVersion: 'W/"7"' });
  });

  it('goes by no claim that a user wrote or copied, and claims the record before it erases', async () => {
    const { world, calls } = await carriedOut({ job: aJob({ recordVersion: 'W/"5"' }) });
    const read = 'read';
    expect(calls).toEqual([read, read, 'look', 'claim W/"7"', 'anonymize', read, 'finish', 'follow-up']);
    expect(world.job()).toMatchObject({ recordVersion: 'W/"7"', status: 'succeeded' });
  });

  it('claims nothing anew when the record changed after an earlier delivery erased', async () => {
    const { world, calls } = await carriedOut({
      job: aJob({ recordVersion: 'W/"5"' }),
      record: { modifiedOn: '2026-11-27T12:00:11.000Z' },
    });
    expect(calls.filter((call) => call.startsWith('claim'))).toEqual([]);
    expect(world.job()).toMatchObject({ recordVersion: 'W/"5"', status: 'succeeded' });
  });

  it('only reconciles the record of a job that has succeeded before', async () => {
    const { outcome, calls } = await carriedOut({ job: aJob({ status: 'succeeded' }) });
    expect(calls).toEqual(['read', 'follow-up']);
    expect(outcome).toMatchObject({ kind: 'finished-before', ref: aRef });
  });

  it('tries a failed job again, pending first so that its order stands, with the claim it had', async () => {
    const { calls, world } = await carriedOut({ job: aJob({ status: 'failed', recordVersion: 'W/"7"' }) });
    expect(calls.slice(0, 5)).toEqual(['read', 'read', 'look', 'claim null', 'anonymize']);
    expect(world.job()).toMatchObject({ status: 'succeeded', recordVersion: 'W/"7"' });
  });

  it.each([
    ['of another operation', aJob({ operation: 'other' }), 'left'],
    ['with a status of somebody else', aJob({ status: 'other' }), 'left'],
    ['that is gone', null, 'withdrawn'],
    ['that was refused before', aJob({ status: 'failed', records: [] }), 'left'],
    ['that succeeded, and whose record is gone', aJob({ status: 'succeeded', records: [] }), 'left'],
  ])('leaves a job alone %s', async (_title, job, kind) => {
    const { outcome, calls } = await carriedOut({ job });
    expect(outcome).toEqual({ kind });
    expect(calls).toEqual(['read']);
  });

  it.each([
    ['no record', [], 'No Record'],
    ['two records', CONTACT_AND_LEAD, 'Two Records'],
  ])('refuses a job that names %s, and says so', async (_title, records, code) => {
    const { outcome, calls, results } = await carriedOut({ job: aJob({ records }) });
    expect(outcome).toEqual({ kind: 'refused' });
    expect(calls).toEqual(['read', 'finish']);
    expect(results).toMatchObject([{ status: 'failed', code }]);
  });

  it('leaves the job pending while waiting may help', async () => {
    const { world, outcome, results } = await carriedOut({
      erasures: [failing('spotler', 'unavailable', 503)],
    });
    expect(results).toEqual([]);
    expect(world.job()).toMatchObject({ status: 'pending', recordVersion: 'W/"7"' });
    expect(outcome).toMatchObject({ ending: { settlement: { kind: 'abandon' } } });
  });

  it('says it when Dataverse hides the record', async () => {
    const hidden = new PortError(failureOf('dataverse', { kind: 'rejected', status: 403 }));
    const { results, calls } = await carriedOut({
      before(call) {
        if (call === 'look') throw hidden;
      },
    });
    expect(results).toMatchObject([{ status: 'failed', code: 'HTTP 403 Forbidden' }]);
    expect(calls).not.toContain('anonymize');
  });

  it('rejects when Dataverse is away, having erased nothing unclaimed', async () => {
    const world = aJobWorld({
      before(call) {
        if (call.startsWith('claim')) throw away();
      },
    });
    await expect(carriedOut(world)).rejects.toThrow(PortError);
    expect(world.calls).toEqual(['read', 'read', 'look', 'follow-up']);
  });

  it('fails for good when it is given up, without another try', async () => {
    const erasure = failing('spotler', 'unavailable', 503);
    const { outcome, results, calls } = await carriedOut({}, { givenUp: true, erasure });
    expect(calls).toEqual(['read', 'read', 'finish']);
    expect(results).toMatchObject([{ status: 'failed', code: 'HTTP 503 Service Unavailable' }]);
    expect(outcome).toMatchObject({ ending: { settlement: { reason: 'JobFailed' } } });
  });
});
