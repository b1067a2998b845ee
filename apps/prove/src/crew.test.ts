import { afterEach, describe, expect, it } from '@jest/globals';
import { startServices, until, workerEnvironment } from '@spotler-connector/local-services';
import { startCrew } from './crew.ts';
import { createRandom } from './random.ts';

const SETTINGS = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };

const running: { end(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const { end } of running.splice(0).reverse()) await end();
});

describe('a crew', () => {
  it('loses workers to kills, even some that have not started, and is complete again afterwards', async () => {
    const services = await startServices();
    running.push({ end: services.close });
    let said = 0;
    const crew = await startCrew(1, {
      environment: workerEnvironment(services, SETTINGS),
      onLine: (line) => {
        if (line.includes('worker started')) said += 1;
      },
    });
    running.push(crew);
    const killing = crew.killEvery(10, createRandom(1));
    await until(() => killing.kills > 3);
    await killing.stop();
    expect(said).toBeLessThan(killing.kills);
    const id = await services.dataverse.create('contact', { emailaddress1: 'person@example.org' });
    await until(() => services.spotler.contact(id) !== undefined);
    await until(() => crew.shares() === '1');
  }, 60_000);
});
