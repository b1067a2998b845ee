import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  inventedColumns,
  orderAnonymization,
  QUEUE,
  shownJob,
  until,
  type WorkerProcess,
} from '@spotler-connector/local-services';
import { passAll, scriptedPlan } from '@spotler-connector/local-services/front';
import { aMutant } from '../testing/a-mutant.ts';
import { aWorker, endAll } from '../testing/running-services.ts';
import { aStage, type Stage } from './testing/a-stage.ts';

/** A worker that reconciles one record at a time has so many messages in hand. */
const IN_HAND = 8;
const OTHERS = 12;

let stage: Stage;
beforeAll(async () => {
  stage = await aStage({ environment: { MAX_CONCURRENT_RECONCILES: '1' } });
}, 60_000);
afterAll(endAll);

/** Has the next creation in Spotler wait until it is let go. */
function holdCreation() {
  const [begun, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const action = () => {
    begun.resolve();
    return { kind: 'hold', until: released.promise } as const;
  };
  const path = /\/contact(\/list)?$/;
  stage.spotlerFront.follow(scriptedPlan([{ method: 'POST', path, times: 1, action }]));
  return {
    begun: begun.promise,
    release() {
      stage.spotlerFront.follow(passAll);
      released.resolve();
    },
  };
}

/** Fills the worker's hands, so that all messages from now on are the other one's. */
async function anotherWorker(mutants: readonly string[]): Promise<WorkerProcess> {
  for (let n = 0; n < OTHERS; n++) {
    await stage.dataverse.create('contact', inventedColumns('contact', n, 'canary.example'));
  }
  const { worker } = await aWorker(stage, {}, mutants.map(aMutant));
  await until(() => worker.settled.length > OTHERS - IN_HAND);
  return worker;
}

/**
 * One worker is amid a slow creation. Another one carries out a Spotler Job about the same person, and then
 * the record is deactivated. Resolves to the id once the first worker is done as well.
 */
async function overtakenCreation(mutants: readonly string[]): Promise<string> {
  await stage.start({ mutants });
  const creation = holdCreation();
  const id = await stage.dataverse.create('contact', inventedColumns('contact', 1, 'canary.example'));
  await creation.begun;
  const second = await anotherWorker(mutants);
  const job = await orderAnonymization(stage.dataverse, { table: 'contact', id });
  await until(() => shownJob(stage.dataverse, job)?.status === 'succeeded');
  await stage.dataverse.update('contact', id, { statecode: 1 });
  await until(() => second.settled.some((line) => line.recordId === id && line.messageName === 'Update'));
  expect(stage.spotler.contact(id)).toBeUndefined();
  creation.release();
  await stage.settled({ recordId: id, messageName: 'Create', settlement: 'complete' });
  await until(() => stage.serviceBus.counts(QUEUE).activeMessageCount === 0);
  await second.stop();
  return id;
}

describe('a slow creation that a Spotler Job and a deactivation overtake', () => {
  it('is undone by the worker that sent it, since the order stands', async () => {
    const id = await overtakenCreation([]);
    expect(stage.spotler.state(id)).toBe('anonymized');
    await stage.settled({ recordId: id, messageName: 'Create', rule: 'explicit' });
  }, 60_000);

  it('is taken back where no order stands any more', async () => {
    const id = await overtakenCreation(['orders-ending-with-any-change']);
    expect(stage.spotler.state(id)).toBe('anonymized');
    await stage.settled({ recordId: id, messageName: 'Create', rule: 'inactive-kept' });
  }, 60_000);

  it('stays for good, with a job that succeeded, where nothing is taken back either', async () => {
    const id = await overtakenCreation(['orders-ending-with-any-change', 'without-taking-back']);
    expect(stage.spotler.state(id)).toBe('present');
  }, 60_000);
});
