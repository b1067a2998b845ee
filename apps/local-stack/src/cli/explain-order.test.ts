import { afterEach, describe, expect, it } from '@jest/globals';
import { orderAnonymization, shownJob, until, workerEnvironment } from '@spotler-connector/local-services';
import { aScene } from '../testing/a-scene.ts';
import { aWorker, endAll } from '../testing/running-services.ts';
import { runCli } from './testing/run-cli.ts';

afterEach(endAll);

describe('explain, for a record that was ordered away', () => {
  it('shows the order that stands and carries it out, and the policy again once the record has changed', async () => {
    const { services, ref } = await aScene();
    const { dataverse, spotler } = services;
    const { worker } = await aWorker(services);
    const job = await orderAnonymization(dataverse, ref);
    await until(() => shownJob(dataverse, job)?.status === 'succeeded');
    await worker.stop();
    spotler.seed([{ externalId: ref.id, properties: {} }]);

    const env = workerEnvironment(services);
    const explain = (...flags: string[]) => runCli(['explain', ref.table, ref.id, ...flags], { env });
    const explained = await explain('--apply');
    expect(explained.stdout).toMatch(
      /→ +explicit +applies +A Spotler Job of \S+ ordered it, and the record has not changed since/,
    );
    expect(explained.stdout).toContain('Decision  anonymize: explicit');
    expect(explained.stdout).toContain('Done: anonymized (Spotler answered 410');
    expect(explained.exitCode).toBe(0);
    expect(spotler.contact(ref.id)).toBeUndefined();

    await dataverse.update(ref.table, ref.id, { address1_city: 'Utrecht' });
    const changed = await explain();
    expect(changed.stdout).toContain('Decision  sync: eligible');
    expect(changed.stdout).not.toContain('explicit');
  }, 60_000);
});
