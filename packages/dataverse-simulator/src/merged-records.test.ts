import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordRef } from '@spotler-connector/anonymization-policy';
import { createRecordSource, type DataverseRecordSource } from '@spotler-connector/dataverse';
import { aSimulator, type ListeningSimulator } from './a-simulator.ts';

let listening: ListeningSimulator;
let source: DataverseRecordSource;
beforeAll(async () => {
  listening = await aSimulator();
  source = createRecordSource({ url: listening.simulator.url, authentication: { kind: 'none' } });
});
afterAll(() => listening.simulator.close());

/** Contacts that were merged one into the next: the first into the second, that into the third. */
async function aChain(length: number): Promise<RecordRef[]> {
  const { simulator } = listening;
  const ids: string[] = [];
  for (let index = 0; index < length; index += 1) {
    ids.push(await simulator.create('contact', { emailaddress1: `c${index}@example.org` }));
  }
  for (const [index, id] of ids.entries()) {
    const into = ids[index + 1];
    if (into !== undefined) await simulator.merge('contact', into, id);
  }
  return ids.map((id) => ({ table: 'contact', id }));
}

describe('a merged record', () => {
  it('is read with its survivor, and that one with its own', async () => {
    const [a, b, c] = await aChain(3);
    if (a === undefined || b === undefined || c === undefined) throw new Error('no chain');
    expect(await source.read(a)).toMatchObject({
      mergedInto: b,
      snapshot: {
        state: 'inactive',
        email: 'c0@example.org',
        survivor: { email: 'c1@example.org', survivor: { email: 'c2@example.org', survivor: undefined } },
      },
    });
    const { mergedInto, snapshot } = await source.read(c);
    expect([mergedInto, Object.hasOwn(snapshot, 'survivor')]).toEqual([null, false]);
    await listening.simulator.delete('contact', c.id);
    expect(await source.read(a)).toMatchObject({
      snapshot: { survivor: { survivor: { presence: 'deleted' } } },
    });
  });

  it('is found from its survivor, through all generations', async () => {
    const [a, b, c] = await aChain(3);
    if (a === undefined || b === undefined || c === undefined) throw new Error('no chain');
    const refs = (await source.mergedRecords(c)).map(({ ref }) => ref);
    expect(refs).toEqual([b, a]);
    expect(await source.mergedRecords(a)).toEqual([]);
  });

  it('is found for a hundred survivors at once, for each its own, in a few requests', async () => {
    const chains = await Promise.all(Array.from({ length: 100 }, () => aChain(2)));
    const before = listening.simulator.requests();
    const found = await Promise.all(
      chains.map(([, survivor]) => (survivor ? source.mergedRecords(survivor) : [])),
    );
    expect(found.map((readings) => readings.map(({ ref }) => ref))).toEqual(
      chains.map(([merged]) => [merged]),
    );
    expect(listening.simulator.requests() - before).toBeLessThan(20);
  });

  it('may not say into what', async () => {
    const { simulator } = listening;
    const id = await simulator.create('account', { merged: true, statecode: 1 });
    const reading = await source.read({ table: 'account', id });
    expect(reading).toMatchObject({ mergedInto: 'unknown', snapshot: { survivor: undefined } });
  });

  it('in a circle is an error, and its search ends', async () => {
    const { simulator } = listening;
    const ids = await Promise.all([simulator.create('lead', {}), simulator.create('lead', {})]);
    const [a, b] = ids;
    const into = (id: string) => ({ merged: true, masterid: { table: 'lead', id, name: null } });
    await simulator.update('lead', a, into(b));
    await simulator.update('lead', b, into(a));
    await expect(source.read({ table: 'lead', id: a })).rejects.toMatchObject({ kind: 'rejected' });
    const found = createRecordSource({ url: simulator.url, authentication: { kind: 'none' } });
    await expect(found.mergedRecords({ table: 'lead', id: a })).rejects.toMatchObject({ kind: 'rejected' });
  });

  it('is not known when its survivor is hidden from us', async () => {
    const [a, b] = await aChain(2);
    if (a === undefined || b === undefined) throw new Error('no chain');
    listening.simulator.hide('contact', b.id);
    await expect(source.read(a)).rejects.toMatchObject({ kind: 'rejected', status: 403 });
  });
});
