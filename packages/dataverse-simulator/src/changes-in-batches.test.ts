import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { connectDataverse, createBulkReader, createRecordSource } from '@spotler-connector/dataverse';
import { DynamicsWebApi } from 'dynamics-web-api';
import type { ChangesInBatches } from './changes-in-batches.ts';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator | undefined;
afterEach(() => simulator?.close());

/** Two contacts and a lead that were read; then one contact changes, and the other is deleted. */
async function aChange(changesInBatches: ChangesInBatches) {
  const clock = createManualClock(Date.UTC(2026, 0, 1));
  const dataverse = await startDataverseSimulator({ changesInBatches, clock });
  simulator = dataverse;
  const connection = connectDataverse({ url: dataverse.url, authentication: { kind: 'none' } });
  const reader = createBulkReader({ connection, records: createRecordSource({ connection }) });
  const address = { emailaddress1: 'a@example.org' };
  const [kept, gone] = [
    await dataverse.create('contact', address),
    await dataverse.create('contact', address),
  ];
  await dataverse.create('lead', address);
  const links: Record<string, string> = {};
  for (const table of ['contact', 'lead', 'account'] as const) {
    links[table] = (await reader.page(table, { trackChanges: true })).deltaLink ?? '';
  }
  await dataverse.update('contact', kept, { donotemail: true });
  await dataverse.delete('contact', gone);
  const before = dataverse.requests();
  return {
    dataverse,
    clock,
    connection,
    reader,
    links,
    kept,
    gone,
    requests: () => dataverse.requests() - before,
  };
}

const WAYS: readonly [ChangesInBatches, number][] = [
  ['followed', 1],
  ['refused', 4],
  ['ignored', 4],
];

describe('links to what changed', () => {
  it.each(WAYS)('that a batch has %s show the same, after %d requests', async (way, requests) => {
    const { connection, reader, links, kept, gone, ...stage } = await aChange(way);
    reader.askForChanges(links);
    const [identity, contacts, leads] = await Promise.all([
      connection.shared.whoAmI(),
      reader.page('contact', { link: links['contact'], trackChanges: true }),
      reader.page('lead', { link: links['lead'], trackChanges: true }),
    ]);
    expect(identity.organizationId).toBe(stage.dataverse.organizationId);
    expect(contacts.readings.map(({ ref }) => ref.id)).toEqual([kept]);
    expect(contacts.deleted).toEqual([{ table: 'contact', id: gone }]);
    expect(contacts.deltaLink).toMatch(/deltatoken/);
    expect(leads).toMatchObject({ readings: [], deleted: [] });
    await reader.page('account', { link: links['account'], trackChanges: true });
    expect(stage.requests()).toBe(requests);
  });

  it('would hide a deletion if whatever a batch answers were taken for what changed', async () => {
    const { dataverse, links } = await aChange('ignored');
    const client = new DynamicsWebApi({ serverUrl: dataverse.url, propagateErrors: true });
    client.startBatch();
    client.retrieveMultiple({ collection: 'contacts', trackChanges: true }, links['contact']);
    const [answer] = await client.executeBatch();
    expect(Object(answer)).toMatchObject({
      value: [{ donotemail: true }],
      '@odata.deltaLink': expect.any(String),
    });
  });

  it('are expired each by itself, as when they are read alone', async () => {
    const { clock, reader, links } = await aChange('followed');
    await clock.advance(8 * 86_400_000);
    const fresh = (await reader.page('lead', { trackChanges: true })).deltaLink ?? '';
    reader.askForChanges({ ...links, lead: fresh });
    await expect(
      reader.page('contact', { link: links['contact'], trackChanges: true }),
    ).rejects.toMatchObject({
      status: 410,
    });
    expect(await reader.page('lead', { link: fresh, trackChanges: true })).toMatchObject({ readings: [] });
  });

  it('that nobody reads are no error', async () => {
    const { clock, reader, links } = await aChange('followed');
    await clock.advance(8 * 86_400_000);
    reader.askForChanges(links);
    expect((await reader.page('contact')).readings).toHaveLength(1);
  });
});
