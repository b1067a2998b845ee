import { describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { systemClock } from '@spotler-connector/clock';
import {
  inventedColumns,
  orderAnonymization,
  type Services,
  startServices,
} from '@spotler-connector/local-services';
import { orderDisagreements } from './order-disagreements.ts';
import { createOrderHistory, type OrderHistory } from './order-history.ts';

const JOB = 'spotler_job';

interface Scene {
  readonly services: Services;
  readonly history: OrderHistory;
  readonly ref: RecordRef;
  pass(seconds: number): void;
}

/** A Dataverse with one contact, watched by a history, and a Spotler without any. */
async function withScene(play: (scene: Scene) => Promise<void>): Promise<void> {
  const history = createOrderHistory();
  let now = Date.parse('2026-11-27T12:00:00Z');
  const services = await startServices({
    dataverse: { onChange: history.add, clock: { ...systemClock, now: () => now } },
  });
  try {
    const id = await services.dataverse.create('contact', inventedColumns('contact', 1, 'example.org'));
    const pass = (seconds: number) => {
      now += seconds * 1_000;
    };
    await play({ services, history, ref: { table: 'contact', id }, pass });
  } finally {
    await services.close();
  }
}

/** A worker's part: the job claims the record as it is, and shows a result. */
async function finish({ dataverse }: Services, job: string, ref: RecordRef): Promise<void> {
  await dataverse.update(JOB, job, { spotler_recordversion: dataverse.etag(ref.table, ref.id) });
  await dataverse.update(JOB, job, { spotler_status: 2, spotler_resultcode: 'HTTP 410 Gone' });
}

describe('the history of orders', () => {
  it('knows what came last, and when that is not certain', () =>
    withScene(async ({ services: { dataverse }, history, ref, pass }) => {
      expect(history.latest(ref.id)).toBe('change');
      const job = await orderAnonymization(dataverse, ref);
      expect(history.latest(ref.id)).toBe('order');
      await dataverse.update('contact', ref.id, { address1_city: 'Utrecht' });
      expect(history.latest(ref.id)).toBe('same second');
      pass(1);
      await dataverse.update('contact', ref.id, { address1_city: 'Zwolle' });
      expect(history.latest(ref.id)).toBe('change');
      expect(history.jobsOf(ref.id)).toEqual([job]);
    }));

  it('counts the results of each job', () =>
    withScene(async ({ services, history, ref }) => {
      const job = await orderAnonymization(services.dataverse, ref);
      expect(history.notFinishedOnce()).toEqual([job]);
      await finish(services, job, ref);
      expect(history.notFinishedOnce()).toEqual([]);
      await finish(services, job, ref);
      expect(history.notFinishedOnce()).toEqual([job]);
    }));
});

describe('disagreements about orders', () => {
  const wrong = ({ services, history, ref }: Scene) =>
    orderDisagreements(services, history, [ref.id]).map((text) => text.replace(`${ref.id}: `, ''));
  const sync = ({ services: { dataverse, spotler }, ref: { table, id } }: Scene) => {
    const row = dataverse.get(table, id);
    const properties = { city: row?.['address1_city'], email: row?.['emailaddress1'] };
    spotler.seed([{ externalId: id, properties }]);
  };

  it('are none when an ordered contact is gone, and found when it is there', () =>
    withScene(async (scene) => {
      const { services, ref } = scene;
      await finish(services, await orderAnonymization(services.dataverse, ref), ref);
      expect(wrong(scene)).toEqual([]);
      sync(scene);
      expect(wrong(scene)).toEqual(['was ordered away after its last change, and is there']);
    }));

  it('are found though no job claims to stand', () =>
    withScene(async (scene) => {
      sync(scene);
      await orderAnonymization(scene.services.dataverse, scene.ref);
      expect(wrong(scene)).toEqual(['was ordered away after its last change, and is there']);
    }));

  it('follow the policy again once the record has changed', () =>
    withScene(async (scene) => {
      const { services, ref, pass } = scene;
      await finish(services, await orderAnonymization(services.dataverse, ref), ref);
      pass(1);
      await services.dataverse.update('contact', ref.id, { address1_line1: 'elsewhere' });
      expect(wrong(scene)).toEqual(['should be there, and is gone']);
      sync(scene);
      expect(wrong(scene)).toEqual([]);
    }));

  it('are found when an order stands for a record that changed after it', () =>
    withScene(async (scene) => {
      const { services, ref, pass } = scene;
      const job = await orderAnonymization(services.dataverse, ref);
      pass(1);
      await services.dataverse.update('contact', ref.id, { address1_line1: 'elsewhere' });
      await finish(services, job, ref);
      expect(wrong(scene)).toEqual(['its order stands, though it changed since']);
    }));
});
