import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import { createManualClock } from '@spotler-connector/clock/testing';
import type { SpotlerJob } from '@spotler-connector/dataverse';
import { carryOutJob, type JobPorts } from './carry-out-job.ts';
import { MAX_STEPS } from './job-step.ts';
import { createJobWork } from './job-work.ts';
import { settlementForJob } from './settlement-for-job.ts';
import { aJob, aJobWorld, aRef, JOB_ID, type JobScene } from './testing/a-job-world.ts';

const INITIATOR = { event: 'Create', userId: null, operationId: null, changedAt: null };

/** The ports of a world, and everything that they were called with. */
function aWatchedWorld(scene: JobScene) {
  const { ports, calls: order } = aJobWorld(scene);
  const calls: (readonly [string, readonly unknown[]])[] = [];
  function watched<Given extends readonly unknown[], Result>(
    name: string,
    call: (...given: Given) => Result,
  ) {
    return (...given: Given): Result => {
      calls.push([name, given]);
      return call(...given);
    };
  }
  const watchedPorts: JobPorts = {
    ...ports,
    jobs: {
      read: watched('read', ports.jobs.read),
      claim: watched('claim', ports.jobs.claim),
      finish: watched('finish', ports.jobs.finish),
    },
    records: { read: watched('look', ports.records.read) },
    work: { reconcile: watched('reconcile', ports.work.reconcile) },
    anonymize: watched('anonymize', ports.anonymize),
  };
  const of = (name: string) => calls.flatMap(([each, given]) => (each === name ? [given] : []));
  return { ports: watchedPorts, of, order };
}

describe('whoever carries a job out', () => {
  it('waits for Dataverse no longer than the worker lives', async () => {
    const { ports, of } = aWatchedWorld({});
    await carryOutJob(JOB_ID, { givenUp: false }, ports);
    const { signal } = ports;
    for (const name of ['read', 'claim', 'finish', 'look']) {
      expect(of(name).length).toBeGreaterThan(0);
      for (const given of of(name)) expect(given.at(-1)).toEqual({ signal });
    }
    const refused = aWatchedWorld({ job: aJob({ records: [] }) });
    await carryOutJob(JOB_ID, { givenUp: false }, refused.ports);
    expect(refused.of('finish')[0]?.at(-1)).toEqual({ signal: refused.ports.signal });
  });

  it('says which job ordered it, and who made that', async () => {
    const { ports, of } = aWatchedWorld({});
    await carryOutJob(JOB_ID, { givenUp: false, initiator: INITIATOR }, ports);
    expect(of('anonymize')).toMatchObject([[aRef, {}, { jobId: JOB_ID, initiator: INITIATOR }]]);
  });

  it.each([
    ['new', aJob(), true],
    ['done', aJob({ status: 'succeeded' }), false],
  ] as const)(
    'has the record of a job that is %s reconciled at once, as for a message of ours',
    async (_title, job, runs) => {
      for (const redelivered of [true, undefined]) {
        const { ports, of } = aWatchedWorld({ job });
        await carryOutJob(JOB_ID, { givenUp: false, redelivered }, ports);
        const before = runs ? { before: expect.any(Function) } : {};
        expect(of('reconcile')).toEqual([
          [aRef, { priority: 'urgent', origin: 'ours', redelivered, ...before }],
        ]);
      }
    },
  );

  it('ends with a bug when the reconcile did not let the job go before it', async () => {
    const { ports, order } = aWatchedWorld({});
    const work = { reconcile: async () => ({ kind: 'unsettled', decision: DECISION, attempts: 1 }) as const };
    const carried = carryOutJob(JOB_ID, { givenUp: false }, { ...ports, work });
    await expect(carried).rejects.toThrow('The reconcile came without the job that goes before it');
    expect(order).toEqual(['read']);
  });

  it.each([
    ['one that is refused', { records: [] }],
    ['one that is carried out', {}],
  ])('tries so many steps with a job that changes all the time: %s', async (_title, changes) => {
    const { ports, of } = aWatchedWorld({
      job: aJob(changes),
      before(call, { change }) {
        if (call === 'finish') change({});
      },
    });
    const failure = failureOf('dataverse', { kind: 'unavailable' });
    await expect(carryOutJob(JOB_ID, { givenUp: false }, ports)).rejects.toMatchObject({ failure });
    // The first step of a job that runs is taken before its turn.
    expect(of('read')).toHaveLength('records' in changes ? MAX_STEPS : MAX_STEPS + 1);
  });

  it('leaves a job alone that is changed to another one while it waits for its turn', async () => {
    const others: Partial<SpotlerJob>[] = [{ operation: 'other' }, { records: [] }];
    for (const changes of others) {
      let reads = 0;
      const { ports } = aWatchedWorld({
        before(call, { change }) {
          if (call === 'read' && ++reads === 2) change(changes);
        },
      });
      expect(await carryOutJob(JOB_ID, { givenUp: false }, ports)).toEqual({ kind: 'left' });
    }
  });

  it('hands on who made the job, and whether its message came before', async () => {
    const { ports, of } = aWatchedWorld({});
    const clock = createManualClock();
    const breaker = {
      waitWhileOpen: async () => 'not-open' as const,
      registerWaiter: () => ({ mayKeepWaiting: () => false, done() {} }),
      onOutcome() {},
    };
    const { signal } = ports;
    const options = { budgetMs: 5_000, firstDelayMs: 100, signal, clock, canPostpone: () => false };
    const jobs = createJobWork(ports, breaker, options);
    await jobs.carryOut(JOB_ID, { lastDelivery: false, initiator: INITIATOR, redelivered: true });
    expect(of('anonymize')).toMatchObject([[{}, {}, { initiator: INITIATOR }]]);
    expect(of('reconcile')).toMatchObject([[{}, { redelivered: true }]]);
  });
});

const DECISION = { action: 'sync', rule: 'eligible', causes: [], policyVersion: '1' } as const;

describe('the message of a job that failed', () => {
  it.each([
    ['state', 'unavailable', 'postpone'],
    ['dataverse', 'unavailable', 'abandon'],
    ['dataverse', 'rejected', 'dead-letter'],
  ] as const)('by %s that is %s is settled so: %s', (system, kind, settlement) => {
    const failure = failureOf(system, { kind, code: 'Odd' });
    expect(settlementForJob({ kind: 'failed', failure })).toMatchObject({ kind: settlement });
  });

  it('says what Dataverse refused, by its code', () => {
    const failure = failureOf('dataverse', { kind: 'rejected', code: '0x80040220' });
    const { description } = { description: '', ...settlementForJob({ kind: 'failed', failure }) };
    expect(description).toMatch(/job/i);
    expect(description).toContain('0x80040220');
  });
});
