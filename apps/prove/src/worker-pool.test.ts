import { afterEach, describe, expect, it } from '@jest/globals';
import { startServices, until, workerEnvironment } from '@spotler-connector/local-services';
import { createRandom } from './random.ts';
import { startWorkerPool } from './worker-pool.ts';

const running: { end(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { end } of running.splice(0).reverse()) await end();
});

describe('a worker pool', () => {
  it('loses workers to kills, even some that have not started, and is complete again afterwards', async () => {
    const services = await startServices();
    running.push({ end: services.close });
    let started = 0;
    const pool = await startWorkerPool(1, {
      environment: workerEnvironment(services),
      onLine: (line) => {
        if (line.includes('worker started')) started += 1;
      },
    });
    running.push(pool);
    const killing = pool.killEvery(10, createRandom(1));
    await until(() => killing.kills > 3);
    await killing.stop();
    expect(started).toBeLessThan(killing.kills);
    const id = await services.dataverse.create('contact', { emailaddress1: 'person@example.org' });
    await until(() => services.spotler.contact(id) !== undefined);
    await until(() => pool.shares() === '1');
  }, 60_000);
});
