import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '@spotler-connector/clock';
import { DynamicsWebApi } from 'dynamics-web-api';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator;
let client: DynamicsWebApi;

beforeEach(async () => {
  simulator = await startDataverseSimulator();
  client = new DynamicsWebApi({ serverUrl: simulator.url, propagateErrors: true });
});
afterEach(() => simulator.close());

function contacts(names: readonly string[]) {
  return Promise.all(names.map((lastname) => simulator.create('contact', { lastname })));
}

describe('batches', () => {
  it('carry changes out together or not at all', async () => {
    const key = await simulator.create('contact', { lastname: 'Berg' });
    client.startBatch();
    client.update({ collection: 'contacts', key, data: { lastname: 'Dal' } });
    client.deleteRecord({ collection: 'contacts', key: '01b5eeb5-455e-ee11-be6f-000d3a1aaa29' });
    await expect(client.executeBatch()).rejects.toBeDefined();
    expect(simulator.get('contact', key)).toMatchObject({ lastname: 'Berg' });
    client.startBatch();
    client.update({ collection: 'contacts', key, data: { lastname: 'Dal' } });
    client.create({ collection: 'contacts', data: { lastname: 'Eng' } });
    expect(await client.executeBatch()).toHaveLength(2);
    expect(simulator.all('contact').map(({ lastname }) => lastname)).toEqual(['Dal', 'Eng']);
  });

  it('let a change refer to a row that an earlier one made', async () => {
    client.startBatch();
    client.create({ collection: 'accounts', data: { name: 'Berg BV' }, contentId: '1' });
    client.create({
      collection: 'contacts',
      data: { lastname: 'Berg', 'parentcustomerid_account@odata.bind': '$1' },
    });
    const [account] = await client.executeBatch();
    expect(simulator.all('contact')).toMatchObject([{ parentcustomerid: { table: 'account', id: account } }]);
  });

  it('carry changes out one by one outside of change sets', async () => {
    client.startBatch();
    client.create({ collection: 'leads', data: { subject: 'a' }, inChangeSet: false });
    client.create({ collection: 'leads', data: { subject: 'b' }, inChangeSet: false });
    expect(await client.executeBatch()).toEqual([expect.any(String), expect.any(String)]);
    expect(simulator.all('lead').map(({ subject }) => subject)).toEqual(['a', 'b']);
  });

  it('go on after a failure when asked to', async () => {
    const key = await simulator.create('contact', { lastname: 'Berg' });
    client.startBatch();
    client.retrieve({ collection: 'contacts', key: '01b5eeb5-455e-ee11-be6f-000d3a1aaa29' });
    client.retrieve({ collection: 'contacts', key });
    expect(await client.executeBatch({ continueOnError: true })).toMatchObject([
      { status: 404 },
      { lastname: 'Berg' },
    ]);
  });
});

describe('change tracking', () => {
  it('tells what changed and then what was deleted since the last link', async () => {
    const [aker = '', berg = ''] = await contacts(['Aker', 'Berg']);
    const request = { collection: 'contacts', select: ['lastname'], trackChanges: true };
    const first = await client.retrieveMultiple(request);
    expect(first.value).toHaveLength(2);
    await simulator.delete('contact', aker);
    await simulator.update('contact', berg, { lastname: 'Dal' });
    const next = await client.retrieveMultiple({ collection: 'contacts' }, first.oDataDeltaLink);
    expect(next.value).toMatchObject([
      { contactid: berg, lastname: 'Dal' },
      { id: aker, reason: 'deleted' },
    ]);
  });

  it('refuses links that are older than seven days', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const aging = await startDataverseSimulator({ clock: { ...systemClock, now: () => now } });
    const old = new DynamicsWebApi({ serverUrl: aging.url, propagateErrors: true });
    const request = { collection: 'contacts', select: ['lastname'], trackChanges: true };
    const { oDataDeltaLink } = await old.retrieveMultiple(request);
    now += 7 * 24 * 3_600_000;
    await expect(old.retrieveMultiple({ collection: 'contacts' }, oDataDeltaLink)).resolves.toBeDefined();
    now += 1;
    await expect(old.retrieveMultiple({ collection: 'contacts' }, oDataDeltaLink)).rejects.toMatchObject({
      status: 410,
    });
    await aging.close();
  });

  it('refuses filters', async () => {
    const request = {
      collection: 'contacts',
      select: ['lastname'],
      trackChanges: true,
      filter: 'statecode eq 0',
    };
    await expect(client.retrieveMultiple(request)).rejects.toMatchObject({ status: 400 });
  });
});

describe('what is not there', () => {
  it('is refused as Dataverse refuses it', async () => {
    await expect(client.retrieveMultiple({ collection: 'contactz' })).rejects.toMatchObject({
      status: 404,
      message: "Resource not found for the segment 'contactz'.",
    });
    await expect(
      client.retrieveMultiple({ collection: 'contacts', select: ['shoesize'] }),
    ).rejects.toMatchObject({
      status: 400,
      code: '0x80060888',
    });
  });
});
