import { afterEach, beforeEach, expect, it } from '@jest/globals';
import {
  connectDataverse,
  createColumnAccess,
  type DataverseConnection,
  defaultRegistration,
  readRegisteredIdColumns,
} from '@spotler-connector/dataverse';
import { aSimulator } from './a-simulator.ts';
import type { DataverseSimulator } from './dataverse-simulator.ts';

const CONTACTS = {
  table: 'contact',
  entitySet: 'contacts',
  primaryKey: 'contactid',
  columns: ['contactid', 'lastname'],
  annotations: null,
};

let simulator: DataverseSimulator;
let connection: DataverseConnection;
beforeEach(async () => {
  simulator = (await aSimulator()).simulator;
  connection = connectDataverse({ url: simulator.url, authentication: { kind: 'none' } });
});
afterEach(() => simulator.close());

/** The requests that a call takes, and what it gives. */
async function counted<T>(call: () => Promise<T>): Promise<{ requests: number; result: T }> {
  const before = simulator.requests();
  const result = await call();
  return { requests: simulator.requests() - before, result };
}

function everyRead(reads: Pick<DataverseConnection, 'whoAmI' | 'columns' | 'list' | 'page'>) {
  const access = createColumnAccess({ connection: { ...connection, ...reads } });
  return Promise.all([
    reads.whoAmI(),
    access.check(),
    readRegisteredIdColumns(reads, defaultRegistration()),
    reads.list(CONTACTS, { filter: "lastname eq 'Berg'" }),
    reads.page(CONTACTS, { filter: "lastname eq 'Berg'" }),
  ]);
}

it('reads that are called at once share a request, and give what each gives alone', async () => {
  await simulator.create('contact', { lastname: 'Berg' });
  const alone = await counted(() => everyRead(connection));
  const shared = await counted(() => everyRead(connection.shared));
  expect(shared.result).toEqual(alone.result);
  expect(shared.result[3]).toHaveLength(1);
  expect([alone.requests, shared.requests]).toEqual([9, 1]);
});

it('a read that the shared request does not answer is asked alone', async () => {
  const unknown = { ...CONTACTS, entitySet: 'nobodies' };
  const { requests, result } = await counted(() =>
    Promise.allSettled([connection.shared.whoAmI(), connection.shared.list(unknown, {})]),
  );
  expect(result).toMatchObject([{ status: 'fulfilled' }, { reason: { kind: 'protocol', status: 404 } }]);
  expect(requests).toBe(2);
});

it('a later page is read alone, and so is a first page that tracks changes', async () => {
  await simulator.create('contact', { lastname: 'Berg' });
  const { page } = connection.shared;
  const first = await counted(() =>
    Promise.all([page(CONTACTS, { trackChanges: true }), page(CONTACTS, {})]),
  );
  expect(first.requests).toBe(2);
  const link = `${simulator.url}/api/data/v9.2/contacts?$skiptoken=x`;
  const later = await counted(() => Promise.all([page(CONTACTS, { link }), page(CONTACTS, { link })]));
  expect(later.requests).toBe(2);
});

it('a read that nobody waits for any more ends with the reason', async () => {
  const stopped = AbortSignal.abort(new Error('stopped'));
  await expect(connection.shared.list(CONTACTS, {}, stopped)).rejects.toThrow('stopped');
});
