import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createRecordSource, decodeChangeMessage } from '@spotler-connector/dataverse';
import type { DataverseSimulator } from './dataverse-simulator.ts';
import type { Publication } from './publishing/change-publication.ts';
import { startDataverseSimulator } from './start-dataverse-simulator.ts';

let simulator: DataverseSimulator;
const published: Publication[] = [];

beforeEach(async () => {
  published.length = 0;
  simulator = await startDataverseSimulator({
    publisher: async (publication) => {
      published.push(publication);
    },
  });
});
afterEach(() => simulator.close());

function sourceOf({ url }: DataverseSimulator) {
  return createRecordSource({ url, authentication: { kind: 'none' } });
}

describe('a record source over the simulator', () => {
  it('reads a record with its mapped properties', async () => {
    const id = await simulator.create('contact', {
      firstname: 'Anna',
      lastname: 'Berg',
      emailaddress1: 'anna@example.org',
      gendercode: 2,
      birthdate: '1980-02-29',
    });
    const reading = await sourceOf(simulator).read({ table: 'contact', id });
    expect(reading).toMatchObject({
      snapshot: {
        table: 'contact',
        presence: 'present',
        state: 'active',
        email: 'anna@example.org',
        doNotEmail: false,
        doNotBulkEmail: false,
      },
      externalId: id,
      properties: {
        email: 'anna@example.org',
        firstName: 'Anna',
        gender: 'F',
        birthday: '1980-02-29',
        city: null,
      },
    });
    expect(reading.version).toMatch(/^W\/"\d+"$/);
  });

  it('gives another version after a change and none after a deletion', async () => {
    const source = sourceOf(simulator);
    const id = await simulator.create('lead', {});
    const { version } = await source.read({ table: 'lead', id });
    await simulator.update('lead', id, { statecode: 2 });
    const changed = await source.read({ table: 'lead', id });
    expect(changed.version).not.toBe(version);
    expect(changed.snapshot).toMatchObject({ state: 'inactive' });
    await simulator.delete('lead', id);
    expect(await source.read({ table: 'lead', id })).toEqual({
      ref: { table: 'lead', id },
      snapshot: { table: 'lead', presence: 'deleted' },
      version: null,
      externalId: id,
      externalIdStored: true,
      formerExternalId: null,
      mergedInto: null,
      properties: {},
      modifiedOn: null,
    });
  });
});

describe('the messages it publishes', () => {
  it('decode to the record of each change', async () => {
    const id = await simulator.create('account', { name: 'Berg BV' });
    await simulator.update('account', id, { donotemail: true });
    await simulator.delete('account', id);
    await simulator.idle();
    const decoded = published.map(({ body, ...context }) => decodeChangeMessage(body, context));
    expect(decoded).toMatchObject(
      ['Create', 'Update', 'Delete'].map((messageName) => ({
        kind: 'change',
        messageName,
        records: [{ table: 'account', id }],
        stripped: false,
      })),
    );
  });
});
