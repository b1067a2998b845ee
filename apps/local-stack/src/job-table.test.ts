import { afterEach, describe, expect, it } from '@jest/globals';
import { orderAnonymization, shownJob } from '@spotler-connector/local-services';
import { aScene } from './testing/a-scene.ts';
import { aWorker, endAll } from './testing/running-services.ts';

afterEach(endAll);

describe('a worker without the table of Spotler Jobs', () => {
  const withFile = { SPOTLER_JOB_FILE: new URL('./testing/other-job-table.json', import.meta.url).pathname };

  it('says what to do and does not start', async () => {
    const { services } = await aScene();
    await expect(aWorker(services, withFile)).rejects.toThrow(/register the table.*SPOTLER_JOBS=false/s);
  }, 60_000);

  it('starts where there are no jobs, and ignores their messages', async () => {
    const { services, ref } = await aScene();
    const { worker } = await aWorker(services, { SPOTLER_JOBS: 'false' });
    const job = await orderAnonymization(services.dataverse, ref);
    await worker.untilSettled(2);
    expect(shownJob(services.dataverse, job)).toMatchObject({ status: 'pending' });
    expect(services.spotler.contact(ref.id)).toBeDefined();
  }, 60_000);
});
