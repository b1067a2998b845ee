import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createJobWork } from './job-work.ts';
import {
  aJob,
  aJobWorld,
  aRef,
  away,
  erased,
  failing,
  JOB_ID,
  type JobScene,
  synced,
} from './testing/a-job-world.ts';

const BUSY = failing('spotler', 'unavailable', 503);

function aJobWork(scene: JobScene = {}, budgetMs = 5_000, canPostpone = () => false) {
  const world = aJobWorld(scene);
  const outcomes: unknown[] = [];
  const stopping = new AbortController();
  const clock = createManualClock();
  const breaker = {
    waitWhileOpen: async () => 'not-open' as const,
    registerWaiter: () => ({ mayKeepWaiting: () => false, done() {} }),
    onOutcome: (outcome: unknown) => void outcomes.push(outcome),
  };
  const initiator = { event: 'Create', userId: null, operationId: null, changedAt: null };
  const options = { budgetMs, firstDelayMs: 100, signal: stopping.signal, clock, canPostpone };
  const jobs = createJobWork(world.ports, breaker, options);
  const carryOut = async (lastDelivery = false) => {
    const outcome = jobs.carryOut(JOB_ID, { lastDelivery, initiator });
    await clock.advance(1_000);
    return outcome;
  };
  return { world, outcomes, stopping, carryOut };
}

describe('the work on jobs', () => {
  it('has a job wait in the queue for the shared store, in the last delivery too, and leaves it pending', async () => {
    const away = failing('state', 'unavailable');
    const { world, carryOut } = aJobWork({ erasures: [away, away] }, undefined, () => true);
    for (const lastDelivery of [false, true]) {
      expect(await carryOut(lastDelivery)).toMatchObject({
        ending: { settlement: { kind: 'postpone' } },
      });
    }
    expect(world.job()?.status).toBe('pending');
  });

  it('tries again while Spotler is busy', async () => {
    const { world, carryOut } = aJobWork({
      erasures: [BUSY, BUSY, erased(410)],
      followUps: [BUSY, BUSY, synced],
    });
    expect(await carryOut()).toMatchObject({ ending: { result: { code: 'HTTP 410 Gone' } } });
    expect(world.results).toHaveLength(1);
  });

  it('tries again while Dataverse is away, and says that it is', async () => {
    let times = 2;
    const { outcomes, carryOut } = aJobWork({
      before() {
        if (times-- > 0) throw away();
      },
    });
    expect(await carryOut()).toMatchObject({ ending: { result: { status: 'succeeded' } } });
    expect(outcomes).toMatchObject([
      { failure: { kind: 'unavailable' } },
      { failure: { kind: 'unavailable' } },
    ]);
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
    const { carryOut } = aJobWork({ followUps: [BUSY, BUSY, synced] });
    expect(await carryOut()).toEqual(expect.objectContaining({ kind: 'finished-before', followUp: synced }));
  });

  it('leaves the job pending when its budget is used up', async () => {
    const { world, carryOut } = aJobWork({ erasures: [BUSY], followUps: [BUSY] }, 0);
    expect(await carryOut()).toMatchObject({ ending: { settlement: { kind: 'abandon' } } });
    expect(world.job()).toMatchObject({ status: 'pending' });
  });

  it('lets the job say that it failed when its budget is used up in the last delivery', async () => {
    const { world, carryOut } = aJobWork({ erasures: [BUSY], followUps: [BUSY] }, 0);
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
    const { world, carryOut } = aJobWork({ job: aJob({ status: 'succeeded' }), followUps: [BUSY] }, 0);
    expect(await carryOut(true)).toMatchObject({ kind: 'finished-before', followUp: BUSY });
    expect(world.results).toEqual([]);
  });

  it('is interrupted when the worker stops, and in the last delivery lets the job say so', async () => {
    const hurry = aJobWork({ erasures: [failing('spotler', 'unavailable')], followUps: [BUSY] });
    hurry.stopping.abort();
    await expect(hurry.carryOut()).rejects.toMatchObject({ name: 'AbortError' });
    expect(hurry.world.job()).toMatchObject({ status: 'pending' });
    expect(await hurry.carryOut(true)).toMatchObject({ ending: { settlement: { reason: 'JobFailed' } } });
    expect(hurry.world.results).toMatchObject([{ status: 'failed' }]);
  });

  it.each(['look', 'follow-up'])('gives a bug in %s as its outcome, with the record', async (step) => {
    const bug = new RangeError('oops');
    const { carryOut } = aJobWork({
      before(call) {
        if (call === step) throw bug;
      },
    });
    expect(await carryOut(true)).toEqual({ kind: 'unexpected', ref: aRef, error: bug });
  });

  it('gives a bug as its outcome before the record is known', async () => {
    const bug = new RangeError('oops');
    const { carryOut } = aJobWork({
      before() {
        throw bug;
      },
    });
    expect(await carryOut()).toEqual({ kind: 'unexpected', ref: undefined, error: bug });
  });
});
