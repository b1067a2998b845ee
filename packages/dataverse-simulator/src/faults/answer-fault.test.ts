import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRecordSource, type DataverseRecordSource } from '@spotler-connector/dataverse';
import { DATAVERSE_ANSWERS } from '@spotler-connector/dataverse/answers';
import { aSimulator, type ListeningSimulator } from '../a-simulator.ts';

let listening: ListeningSimulator;
let source: DataverseRecordSource;
beforeAll(async () => {
  listening = await aSimulator();
  source = sourceOf(listening.simulator.url);
});
afterAll(() => listening.simulator.close());

function sourceOf(url: string): DataverseRecordSource {
  return createRecordSource({ url, authentication: { kind: 'none' }, retries: 0 });
}

/** The results of reading each of these contacts. */
async function meaningsOf(ids: readonly string[], from = source): Promise<string[]> {
  const readings = ids.map((id) => from.read({ table: 'contact', id }));
  const settled = await Promise.allSettled(readings);
  return settled.map((each) =>
    each.status === 'fulfilled' ? each.value.snapshot.presence : String(Object(each.reason).kind),
  );
}

const ANSWERS = DATAVERSE_ANSWERS.map((answer) => [answer.name, answer] as const);
const ODATA = ANSWERS.filter(([, { body }]) => typeof Object(Object(body)['error'])['code'] === 'string');

describe('a known answer as a fault', () => {
  it.each(ANSWERS)('is given to a request for one row: %s', async (_, { name, status, means }) => {
    const { simulator } = listening;
    const id = await simulator.create('contact', {});
    simulator.fail({ answer: name });
    // After a 403 a query tells whether it is about the row or about the table.
    expect(await meaningsOf([id])).toEqual([status === 403 ? 'present' : means]);
    expect(await meaningsOf([id])).toEqual(['present']);
  });

  it.each(ODATA)('is given to one request inside a batch: %s', async (_, { name, status, means }) => {
    const { simulator } = listening;
    const ids = await Promise.all([simulator.create('contact', {}), simulator.create('contact', {})]);
    for (const id of ids) simulator.hide('contact', id);
    simulator.fail({ answer: name });
    expect(await meaningsOf(ids)).toEqual([status === 403 ? 'rejected' : means, 'rejected']);
    simulator.clearFaults();
  });

  it('is given to a batch as a whole when it is not Dataverse that answers', async () => {
    const { simulator } = listening;
    const ids = await Promise.all([simulator.create('contact', {}), simulator.create('contact', {})]);
    for (const id of ids) simulator.hide('contact', id);
    simulator.fail({ answer: 'a page that is not found' });
    expect(await meaningsOf(ids)).toEqual(['protocol', 'protocol']);
  });

  it('has to be known', () => {
    expect(() => listening.simulator.fail({ answer: 'something else' })).toThrow('no answer named');
  });
});

describe('a simulator', () => {
  it.each(ANSWERS.filter(([, { means }]) => means === 'deleted'))(
    'can say of every missing row: %s',
    async (absence) => {
      const { simulator } = await aSimulator({ absence });
      const ids = [await simulator.create('contact', {}), await simulator.create('contact', {})];
      for (const id of ids) await simulator.delete('contact', id);
      expect(await meaningsOf(ids, sourceOf(simulator.url))).toEqual(['deleted', 'deleted']);
      await simulator.close();
    },
  );
});
