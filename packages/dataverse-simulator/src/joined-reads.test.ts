import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { connectDataverse, createRecordSource, DataverseError } from '@spotler-connector/dataverse';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator;

beforeEach(async () => {
  simulator = await startDataverseSimulator();
});
afterEach(() => simulator.close());

const authentication = { kind: 'none' } as const;

/** The result of a reading, in a word. */
async function outcomeOf(reading: Promise<{ snapshot: { presence: string } }>): Promise<string> {
  try {
    return (await reading).snapshot.presence;
  } catch (error) {
    return error instanceof DataverseError ? `${error.kind} ${error.status}` : 'something else';
  }
}

/** 1000 contacts by turns present, deleted and invisible. */
async function aThousandContacts(): Promise<{ id: string; expected: string }[]> {
  return Promise.all(
    Array.from({ length: 1000 }, async (_, index) => {
      const id = await simulator.create('contact', { emailaddress1: `person${index}@example.org` });
      if (index % 3 === 1) await simulator.delete('contact', id);
      if (index % 3 === 2) simulator.hide('contact', id);
      return { id, expected: ['present', 'deleted', 'rejected 403'][index % 3] ?? '' };
    }),
  );
}

describe('a thousand reads asked for at once', () => {
  it('make at most 20 requests and tell present, deleted and invisible apart', async () => {
    const contacts = await aThousandContacts();
    const source = createRecordSource({ url: simulator.url, authentication });
    const outcomes = await Promise.all(
      contacts.map(({ id }) => outcomeOf(source.read({ table: 'contact', id }))),
    );
    expect(outcomes).toEqual(contacts.map(({ expected }) => expected));
    expect(simulator.requests()).toBeLessThanOrEqual(20);
  }, 30_000);

  it('would take an invisible row for a deleted one if absence from the query counted', async () => {
    const [first, second] = [await simulator.create('contact', {}), await simulator.create('contact', {})];
    simulator.hide('contact', first);
    const query = {
      entitySet: 'contacts',
      primaryKey: 'contactid',
      columns: ['contactid'],
      annotations: null,
    };
    const found = await connectDataverse({ url: simulator.url, authentication }).find(query, [first, second]);
    expect([...found.keys()]).toEqual([second]);
  });

  it('gives each record its own values', async () => {
    const ids = await Promise.all(
      Array.from({ length: 300 }, (_, index) =>
        simulator.create('lead', { emailaddress1: `${index}@example.org` }),
      ),
    );
    const source = createRecordSource({ url: simulator.url, authentication });
    const readings = await Promise.all(ids.map((id) => source.read({ table: 'lead', id })));
    expect(readings.map(({ properties }) => properties['email'])).toEqual(
      ids.map((_, index) => `${index}@example.org`),
    );
    expect(readings.map(({ externalId }) => externalId)).toEqual(ids);
  });

  it('is an error, not a deletion, for a table that is not there', async () => {
    const wrong = {
      entitySet: 'contactz',
      primaryKey: 'contactid',
      columns: ['contactid'],
      annotations: null,
    };
    const connection = connectDataverse({ url: simulator.url, authentication });
    const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
    await expect(connection.row(wrong, id)).rejects.toMatchObject({ kind: 'protocol', status: 404 });
    await expect(connection.find(wrong, [id])).rejects.toMatchObject({ kind: 'protocol', status: 404 });
    expect(await connection.ask([{ query: wrong, id }])).toMatchObject([{ kind: 'protocol', status: 404 }]);
  });
});

describe('values that look like a batch', () => {
  it.each(['--batchresponse_', '--changesetresponse_', 'a\r\n--batchresponse_1--'])(
    'reads %j as a name',
    async (lastname) => {
      const [id, other] = [
        await simulator.create('contact', { lastname }),
        await simulator.create('contact', {}),
      ];
      const source = createRecordSource({ url: simulator.url, authentication });
      expect((await source.read({ table: 'contact', id })).properties['lastName']).toBe(lastname);
      const [joined] = await Promise.all([
        source.read({ table: 'contact', id }),
        source.read({ table: 'contact', id: other }),
      ]);
      expect(joined.properties['lastName']).toBe(lastname);
      const query = {
        entitySet: 'contacts',
        primaryKey: 'contactid',
        columns: ['contactid', 'lastname'],
        annotations: null,
      };
      const connection = connectDataverse({ url: simulator.url, authentication });
      const each = await connection.ask([id, other].map((asked) => ({ query, id: asked })));
      expect(each).toMatchObject([{ contactid: id, lastname }, { contactid: other }]);
    },
  );
});
