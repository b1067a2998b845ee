import { describe, expect, it } from '@jest/globals';
import { carryOutJob } from './carry-out-job.ts';
import { aJob, aJobWorld, aRef, JOB_ID, type JobScene } from './testing/a-job-world.ts';

async function carriedOut(scene: JobScene) {
  const world = aJobWorld(scene);
  const outcome = await carryOutJob(JOB_ID, { givenUp: false }, world.ports);
  return { world, outcome, calls: world.calls, results: world.results };
}

describe('a job that somebody else changes meanwhile', () => {
  it('is carried out when its user names the record just in time', async () => {
    const { results } = await carriedOut({
      job: aJob({ records: [] }),
      before(call, { change, job }) {
        if (call === 'finish' && job()?.records.length === 0) change({ records: [aRef] });
      },
    });
    expect(results).toMatchObject([{ status: 'succeeded' }]);
  });

  it('is read again and then finished', async () => {
    const { results } = await carriedOut({
      before(call, world) {
        if (call === 'finish' && !world.calls.includes('finish')) world.change({});
      },
    });
    expect(results).toMatchObject([{ status: 'succeeded' }]);
  });

  it('is not finished again when another delivery has finished it', async () => {
    const { outcome, results } = await carriedOut({
      before(call, world) {
        if (call === 'finish') world.change({ status: 'succeeded' });
      },
    });
    expect(results).toEqual([]);
    expect(outcome).toMatchObject({ kind: 'finished-before' });
  });

  it('keeps the claim that another delivery made', async () => {
    const { world, calls } = await carriedOut({
      before(call, { change }) {
        if (call === 'claim W/"7"') change({ recordVersion: 'W/"7"' });
      },
    });
    expect(world.job()).toMatchObject({ recordVersion: 'W/"7"', status: 'succeeded' });
    expect(calls.filter((call) => call.startsWith('claim'))).toHaveLength(1);
  });

  it('claims its record once more when another delivery had read an older version', async () => {
    const { world, calls } = await carriedOut({
      before(call, world) {
        if (call === 'claim W/"7"' && !world.calls.includes(call)) world.change({ recordVersion: 'W/"6"' });
      },
    });
    expect(world.job()).toMatchObject({ recordVersion: 'W/"7"', status: 'succeeded' });
    expect(calls.filter((call) => call.startsWith('claim'))).toHaveLength(2);
  });

  it('is done with when it is deleted, though its contact was erased', async () => {
    const { outcome } = await carriedOut({
      before(call, { change }) {
        if (call === 'finish') change('deleted');
      },
    });
    expect(outcome).toEqual({ kind: 'withdrawn' });
  });

  it('overwrites the failure of another delivery before its record is reconciled, for only then its order stands', async () => {
    const { calls, results } = await carriedOut({
      before(call, { change }) {
        if (call === 'anonymize') change({ status: 'failed' });
      },
    });
    expect(calls.slice(-3)).toEqual(['read', 'finish', 'follow-up']);
    expect(results).toMatchObject([{ status: 'succeeded' }]);
  });

  it('is left alone when another delivery finishes it while it waits for its turn', async () => {
    let reads = 0;
    const { outcome, calls } = await carriedOut({
      before(call, { change }) {
        if (call === 'read' && ++reads === 2) change({ status: 'succeeded' });
      },
    });
    expect(calls).toEqual(['read', 'read', 'follow-up']);
    expect(outcome).toMatchObject({ kind: 'finished-before', ref: aRef });
  });

  it('is tried again later when it is to be refused and changes all the time', async () => {
    let finishes = 0;
    const restless = carriedOut({
      job: aJob({ records: [] }),
      before(call, { change }) {
        if (call !== 'finish') return;
        if (++finishes > 100) throw new Error('It never ends');
        change({});
      },
    });
    await expect(restless).rejects.toMatchObject({ failure: { kind: 'unavailable' } });
  });

  it('is tried again later when it changes all the time', async () => {
    const restless = carriedOut({
      before(call, { change }) {
        if (call === 'finish') change({});
      },
    });
    await expect(restless).rejects.toMatchObject({ failure: { kind: 'unavailable' } });
  });
});
