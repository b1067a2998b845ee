import { afterEach, describe, expect, it } from '@jest/globals';
import {
  aChangeMessage,
  copyOrder,
  deadLetters,
  orderAnonymization,
  type Services,
  send,
  shownJob,
  until,
} from '@spotler-connector/local-services';
import { aScene, optIn } from './testing/a-scene.ts';
import { aWorker, endAll } from './testing/running-services.ts';

afterEach(endAll);

async function finished({ dataverse }: Services, jobId: string) {
  await until(() => shownJob(dataverse, jobId)?.status !== 'pending');
  return shownJob(dataverse, jobId);
}

describe('a Spotler Job', () => {
  it('erases an eligible contact; an older message brings nothing back, a later change does, as a new contact', async () => {
    const { services, ref } = await aScene();
    const { dataverse, spotler, serviceBus } = services;
    const { worker, lines } = await aWorker(services);
    await optIn(services, ref);
    const job = await orderAnonymization(dataverse, ref);
    expect(await finished(services, job)).toMatchObject({ status: 'succeeded', code: 'HTTP 410 Gone' });
    expect(spotler.state(ref.id)).toBe('anonymized');

    const again = await orderAnonymization(dataverse, ref);
    expect(await finished(services, again)).toMatchObject({
      status: 'succeeded',
      code: 'HTTP 404 Not Found',
    });

    await send(serviceBus.connectionString, [aChangeMessage(ref.id)]);
    const late = () =>
      worker.settled.find(({ messageName, rule }) => messageName === 'Update' && rule === 'explicit');
    await until(() => late() !== undefined);
    expect(spotler.contact(ref.id)).toBeUndefined();

    await dataverse.update('contact', ref.id, { address1_city: 'Utrecht' });
    await until(() => spotler.contact(ref.id) !== undefined);
    expect(JSON.stringify(spotler.contact(ref.id)?.properties['permissions'] ?? [])).not.toContain('true');
    expect(await deadLetters(serviceBus.connectionString)).toEqual([]);
    expect(lines.join('')).not.toContain('canary');
  }, 60_000);

  it('stands though it is a copy of one that is over', async () => {
    const { services, ref } = await aScene();
    const { dataverse, spotler } = services;
    await aWorker(services);
    await optIn(services, ref);
    const job = await orderAnonymization(dataverse, ref);
    await finished(services, job);
    await dataverse.update('contact', ref.id, { address1_city: 'Utrecht' });
    await until(() => spotler.contact(ref.id) !== undefined);

    const copy = await copyOrder(dataverse, job);
    expect(shownJob(dataverse, copy)).toMatchObject({ status: 'pending', recordVersion: null });
    expect(await finished(services, copy)).toMatchObject({
      status: 'succeeded',
      recordVersion: dataverse.etag('contact', ref.id),
    });
    await until(() => spotler.contact(ref.id) === undefined);
  }, 60_000);

  it.each([
    ['lead', 204, 'HTTP 204 No Content'],
    ['account', 200, 'HTTP 200 OK'],
  ] as const)(
    'about a %s shows what Spotler answers',
    async (table, anonymizeStatus, code) => {
      const { services, ref } = await aScene(table, { anonymizeStatus });
      await aWorker(services);
      await optIn(services, ref);
      // At once: the job erases, not the reconcile that the change asks for and that finds the order
      // standing.
      await services.dataverse.update(table, ref.id, { address1_city: 'Utrecht' });
      const job = await orderAnonymization(services.dataverse, ref);
      expect(await finished(services, job)).toMatchObject({ status: 'succeeded', code });
      expect(services.spotler.contact(ref.id)).toBeUndefined();
    },
    60_000,
  );

  it('is carried out where contacts are only forgotten', async () => {
    const { services, ref } = await aScene();
    services.spotler.seed([{ externalId: ref.id, properties: {} }]);
    await aWorker(services, { SYNC_CONTACTS: 'false' });
    const job = await orderAnonymization(services.dataverse, ref);
    expect(await finished(services, job)).toMatchObject({ status: 'succeeded', code: 'HTTP 410 Gone' });
  }, 60_000);

  it('about nobody, about two, and about a record that was deleted, says what to do', async () => {
    const { services, ref } = await aScene();
    const { dataverse } = services;
    const lead = await dataverse.create('lead', {});
    const about = [[], [ref, { table: 'lead', id: lead } as const]];
    const [nobody = '', both = ''] = await Promise.all(
      about.map((refs) => orderAnonymization(dataverse, ...refs)),
    );
    await dataverse.delete('lead', lead);
    const deleted = await orderAnonymization(dataverse, { table: 'lead', id: lead });
    await aWorker(services);
    expect(await finished(services, nobody)).toMatchObject({ status: 'failed', code: 'No Record' });
    expect(await finished(services, both)).toMatchObject({ status: 'failed', code: 'Two Records' });
    expect(await finished(services, deleted)).toMatchObject({
      status: 'succeeded',
      code: 'HTTP 404 Not Found',
    });
    expect(await deadLetters(services.serviceBus.connectionString)).toEqual([]);
  }, 60_000);

  it('that Spotler refuses has failed, and succeeds when its dead letter is sent again', async () => {
    const { services, ref } = await aScene();
    const { spotler, dataverse, serviceBus } = services;
    await aWorker(services);
    await optIn(services, ref);
    spotler.faults.add({
      kind: 'status',
      status: 400,
      errorType: 'INVALID_PROPERTY',
      endpoint: 'PUT /contact/anonymize/{externalId}',
    });
    const job = await orderAnonymization(dataverse, ref);
    expect(await finished(services, job)).toMatchObject({ status: 'failed', code: 'HTTP 400 Bad Request' });
    await until(() => serviceBus.counts('dataverse-changes').deadLetterMessageCount === 1);
    expect(await deadLetters(serviceBus.connectionString)).toMatchObject([{ reason: 'SpotlerRejected' }]);
    expect(spotler.contact(ref.id)).toBeDefined();
    await send(serviceBus.connectionString, [aChangeMessage(job, 'spotler_job', 'Create')]);
    await until(() => shownJob(dataverse, job)?.status === 'succeeded');
    expect(spotler.contact(ref.id)).toBeUndefined();
  }, 60_000);

  it('says that it failed when its last delivery ends without an answer of Spotler', async () => {
    const { services, ref } = await aScene();
    const { spotler, dataverse, serviceBus } = services;
    // By this setting every delivery is the last.
    const { worker } = await aWorker(services, { SERVICE_BUS_MAX_DELIVERY_COUNT: '1' });
    await optIn(services, ref);
    const anonymize = 'PUT /contact/anonymize/{externalId}';
    spotler.faults.add({ kind: 'status', status: 503, endpoint: anonymize, times: 1_000 });
    const job = await orderAnonymization(dataverse, ref);
    await until(() => shownJob(dataverse, job)?.recordVersion !== null);
    expect(await worker.stop()).toBe(0);
    expect(shownJob(dataverse, job)).toMatchObject({
      status: 'failed',
      code: 'HTTP 503 Service Unavailable',
      message: expect.stringContaining('Spotler did not work as it should'),
    });
    expect(await deadLetters(serviceBus.connectionString)).toMatchObject([{ reason: 'JobFailed' }]);
  }, 60_000);

  it('is finished by another worker when one is killed between Spotler’s answer and the result', async () => {
    const queue = { name: 'jobs', options: { lockDuration: 'PT5S', maxDeliveryCount: 10 } };
    const { services, ref } = await aScene('contact', { queue });
    const { dataverse, spotler, serviceBus } = services;
    const environment = { SERVICE_BUS_QUEUE: queue.name };
    const { worker } = await aWorker(services, environment);
    await optIn(services, ref);
    spotler.faults.add({ kind: 'latency', ms: 300, endpoint: 'PUT /contact/anonymize/{externalId}' });
    const job = await orderAnonymization(dataverse, ref);
    await until(() => shownJob(dataverse, job)?.recordVersion !== null);
    dataverse.fail({ method: 'PATCH', path: 'spotler_jobs(', connection: 'hang', times: 100 });
    await until(() => dataverse.faultsMet() > 0);
    expect(spotler.state(ref.id)).toBe('anonymized');
    expect(shownJob(dataverse, job)).toMatchObject({ status: 'pending' });
    await worker.kill();
    dataverse.clearFaults();
    await aWorker(services, environment);
    expect(await finished(services, job)).toMatchObject({ status: 'succeeded' });
    expect(spotler.contact(ref.id)).toBeUndefined();
    await until(() => serviceBus.counts(queue.name).activeMessageCount === 0);
    expect(serviceBus.counts(queue.name)).toMatchObject({ deadLetterMessageCount: 0 });
  }, 60_000);

  it('is only looked at in a dry run', async () => {
    const { services, ref } = await aScene();
    services.spotler.seed([{ externalId: ref.id, properties: {} }]);
    const { worker } = await aWorker(services, { DRY_RUN: 'true' });
    const job = await orderAnonymization(services.dataverse, ref);
    await until(() => worker.settled.some(({ rule }) => rule === 'explicit'));
    expect(shownJob(services.dataverse, job)).toEqual({
      status: 'pending',
      code: null,
      message: null,
      recordVersion: null,
    });
    expect(services.spotler.contact(ref.id)).toBeDefined();
  }, 60_000);
});
