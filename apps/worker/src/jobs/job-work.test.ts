import { describe, expect, it } from '@jest/globals';
import { createJobWork } from './job-work.ts';
import {
  aJob,
  aJobWorld,
  away,
  erased,
  failing,
  JOB_ID,
  type JobScene,
  levelled,
} from './testing/a-job-world.ts';

const BUSY = failing('target', 'unavailable', 503);

function aJobWork(scene: JobScene = {}, patienceMs = 5_000) {
  const world = aJobWorld(scene);
  const noted: unknown[] = [];
  const stopping = new AbortController();
  const attend = () => ({ held: () => false, leave() {} });
  const watch = {
    untilUp: async () => 'up' as const,
    attend,
    note: (outcome: unknown) => void noted.push(outcome),
  };
  const jobs = createJobWork(world.ports, watch, { patienceMs, firstDelayMs: 1, signal: stopping.signal });
  const carryOut = (lastDelivery = false) => jobs.carryOut(JOB_ID, { lastDelivery });
  return { world, noted, stopping, carryOut };
}

describe('the work on jobs', () => {
  it('tries again while Spotler is busy', async () => {
    const { world, carryOut } = aJobWork({
      erasures: [BUSY, BUSY, erased(410)],
      levels: [BUSY, BUSY, levelled],
    });
    expect(await carryOut()).toMatchObject({ ending: { result: { code: 'HTTP 410 Gone' } } });
    expect(world.results).toHaveLength(1);
  });

  it('tries again while Dataverse is away, and says that it is', async () => {
    let times = 2;
    const { noted, carryOut } = aJobWork({
      before() {
        if (times-- > 0) throw away();
      },
    });
    expect(await carryOut()).toMatchObject({ ending: { result: { status: 'succeeded' } } });
    expect(noted).toMatchObject([{ failure: { kind: 'unavailable' } }, { failure: { kind: 'unavailable' } }]);
  });

  it('shows the erasure that it made itself, though its result had to wait', async () => {
    let times = 1;
    const { world, carryOut } = aJobWork({
      erasures: [erased(410), erased(404)],
      before(call) {
        if (call === 'finish' && times-- > 0) throw away();
      },
    });
    await carryOut();
    expect(world.results).toMatchObject([{ code: 'HTTP 410 Gone' }]);
    expect(world.calls.filter((call) => call === 'anonymize')).toHaveLength(1);
  });

  it('goes on until the record of a job that succeeded is reconciled', async () => {
    const { carryOut } = aJobWork({ levels: [BUSY, BUSY, levelled] });
    expect(await carryOut()).toEqual(expect.objectContaining({ kind: 'finished-before', level: levelled }));
  });

  it('leaves the job pending when patience ends', async () => {
    const { world, carryOut } = aJobWork({ erasures: [BUSY], levels: [BUSY] }, 0);
    expect(await carryOut()).toMatchObject({ ending: { settlement: { kind: 'abandon' } } });
    expect(world.job()).toMatchObject({ status: 'pending' });
  });

  it('lets the job say that it failed when patience ends in the last delivery', async () => {
    const { world, carryOut } = aJobWork({ erasures: [BUSY], levels: [BUSY] }, 0);
    expect(await carryOut(true)).toMatchObject({ ending: { settlement: { reason: 'JobFailed' } } });
    expect(world.results).toMatchObject([{ status: 'failed', code: 'HTTP 503 Service Unavailable' }]);
  });

  it('says so too when it is Dataverse that failed, as soon as it answers', async () => {
    let times = 1;
    const { world, carryOut } = aJobWork(
      {
        before(call) {
          if (call === 'look' && times-- > 0) throw away();
        },
      },
      0,
    );
    expect(await carryOut(true)).toMatchObject({ ending: { settlement: { reason: 'JobFailed' } } });
    expect(world.results).toMatchObject([{ status: 'failed', code: 'HTTP 503 Service Unavailable' }]);
  });

  it('fails quietly when not even that can be written', async () => {
    const { carryOut } = aJobWork(
      {
        before() {
          throw away();
        },
      },
      0,
    );
    expect(await carryOut(true)).toMatchObject({ kind: 'failed', failure: { kind: 'unavailable' } });
  });

  it('does not call a job failed that has succeeded', async () => {
    const { world, carryOut } = aJobWork({ job: aJob({ status: 'succeeded' }), levels: [BUSY] }, 0);
    expect(await carryOut(true)).toMatchObject({ kind: 'finished-before', level: BUSY });
    expect(world.results).toEqual([]);
  });

  it('is interrupted when the worker stops, and in the last delivery lets the job say so', async () => {
    const hurry = aJobWork({ erasures: [failing('target', 'unavailable')], levels: [BUSY] });
    hurry.stopping.abort();
    await expect(hurry.carryOut()).rejects.toMatchObject({ name: 'AbortError' });
    expect(hurry.world.job()).toMatchObject({ status: 'pending' });
    expect(await hurry.carryOut(true)).toMatchObject({ ending: { settlement: { reason: 'JobFailed' } } });
    expect(hurry.world.results).toMatchObject([{ status: 'failed' }]);
  });

  it('hands on a bug', async () => {
    const { carryOut } = aJobWork({
      before() {
        throw new RangeError('oops');
      },
    });
    await expect(carryOut(true)).rejects.toThrow(RangeError);
  });
});
