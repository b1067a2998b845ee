import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type BatchCreateResult, type ContactInput, SpotlerError } from '@spotler-connector/spotler-sdk';
import { batchSyncs, type SyncCalls } from './batched-syncs.ts';

const ENDPOINT = 'POST /contact/list';

function some(count: number, prefix = 'id'): ContactInput[] {
  return Array.from({ length: count }, (_, index) => ({
    externalId: `${prefix}-${index}`,
    properties: { email: `${prefix}-${index}@example.org` },
  }));
}

/** An account that holds what was written to it, by external id. */
function anAccount(overrides: Partial<SyncCalls> = {}) {
  const held = new Map<string, unknown>();
  const requests: string[] = [];
  const clock = createManualClock();
  const calls: SyncCalls = {
    async updateOrCreate({ externalId, properties }) {
      requests.push(externalId);
      const created = !held.has(externalId);
      held.set(externalId, properties);
      return { created, ambiguous: false };
    },
    async createBatch(contacts) {
      requests.push(`batch of ${contacts.length}`);
      return contacts.map(({ externalId, properties }): BatchCreateResult => {
        if (held.has(externalId)) return { externalId, outcome: 'exists', ambiguous: false };
        held.set(externalId, properties);
        return { externalId, outcome: 'created', ambiguous: false };
      });
    },
    ...overrides,
  };
  const sync = batchSyncs(calls, clock);
  return { held, requests, clock, sync: (contact: ContactInput) => sync(contact, {}) };
}

function failing(details: Partial<SpotlerError>): Partial<SyncCalls> {
  const error = new SpotlerError({ kind: 'protocol', endpoint: ENDPOINT, ...details });
  return { createBatch: () => Promise.reject(error) };
}

describe('syncs', () => {
  it('of new contacts share requests of at most a hundred', async () => {
    const { sync, requests, held } = anAccount();
    const contacts = some(250);
    expect(await Promise.all(contacts.map(sync))).toEqual(
      contacts.map(() => ({ created: true, ambiguous: false })),
    );
    expect(requests).toEqual(['batch of 100', 'batch of 100', 'batch of 50']);
    expect([...held]).toEqual(contacts.map(({ externalId, properties }) => [externalId, properties]));
  });

  it('of a few contacts are sent one by one', async () => {
    const { sync, requests } = anAccount();
    await Promise.all(some(3).map(sync));
    expect(requests).toEqual(['id-0', 'id-1', 'id-2']);
  });

  it('update a contact that exists by itself, and are not tried together any more while most exist', async () => {
    const { sync, requests, held } = anAccount();
    for (const { externalId } of some(100)) held.set(externalId, {});
    expect(await Promise.all(some(100).map(sync))).toEqual(
      some(100).map(() => ({ created: false, ambiguous: false })),
    );
    expect(requests).toHaveLength(101);
    await Promise.all(some(100).map(sync));
    expect(requests.filter((request) => request.startsWith('batch'))).toHaveLength(1);
    expect(held.get('id-7')).toEqual({ email: 'id-7@example.org' });
  });

  it('send a refused contact alone, to learn why, and the others stay done', async () => {
    const refused = new SpotlerError({ kind: 'rejected', endpoint: ENDPOINT, errorType: 'PROPERTY_INVALID' });
    const why = new SpotlerError({ kind: 'rejected', endpoint: 'POST /contact', property: 'email' });
    const { sync } = anAccount({
      createBatch: async (contacts) =>
        contacts.map(
          ({ externalId }): BatchCreateResult =>
            externalId === 'id-2'
              ? { externalId, outcome: 'rejected', error: refused }
              : { externalId, outcome: 'created', ambiguous: false },
        ),
      updateOrCreate: () => Promise.reject(why),
    });
    const results = await Promise.allSettled(some(5).map(sync));
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(results[2]).toMatchObject({ reason: why });
  });

  it.each([{ status: 404 }, { status: 403, kind: 'authentication' as const }])(
    'go one by one for an hour where the account does not know batches: %j',
    async (details) => {
      let batches = 0;
      const { createBatch = () => Promise.reject(new Error('none')) } = failing(details);
      const account = anAccount({
        createBatch: (...given) => {
          batches += 1;
          return createBatch(...given);
        },
      });
      await Promise.all(some(10).map(account.sync));
      await Promise.all(some(10).map(account.sync));
      expect(account.held.size).toBe(10);
      expect(batches).toBe(1);
      await account.clock.advance(3_600_000);
      await Promise.all(some(10, 'new').map(account.sync));
      expect(batches).toBe(2);
    },
  );

  it('go one by one when a batch as a whole is refused', async () => {
    const { sync, held } = anAccount(failing({ kind: 'rejected', status: 400 }));
    await Promise.all(some(10).map(sync));
    expect(held.size).toBe(10);
  });

  it('fail together, each of them in doubt, when a batch may still take effect', async () => {
    const { sync, requests } = anAccount(failing({ kind: 'protocol', ambiguous: true }));
    const results = await Promise.allSettled(some(10).map(sync));
    expect(results).toEqual(some(10).map(() => expect.objectContaining({ status: 'rejected' })));
    expect(results[0]).toMatchObject({ reason: { ambiguous: true } });
    expect(requests).toEqual([]);
  });

  it('say that a contact is in doubt when an earlier try of the batch is', async () => {
    const { sync } = anAccount({
      createBatch: async (contacts) =>
        contacts.map(({ externalId }, index) => ({
          externalId,
          outcome: index % 2 === 0 ? 'exists' : 'created',
          ambiguous: true,
        })),
    });
    const results = await Promise.all(some(6).map(sync));
    expect(results.every(({ ambiguous }) => ambiguous)).toBe(true);
  });

  it('never have one contact twice in a batch', async () => {
    const batches: string[][] = [];
    const { sync } = anAccount({
      async createBatch(contacts) {
        batches.push(contacts.map(({ externalId }) => externalId));
        return contacts.map(({ externalId }) => ({ externalId, outcome: 'created', ambiguous: false }));
      },
    });
    await Promise.all([...some(5), { externalId: 'ID-3', properties: {} }].map(sync));
    expect(batches).toEqual([['id-0', 'id-1', 'id-2', 'id-3', 'id-4']]);
  });

  it('send nothing for who has given up', async () => {
    const { requests, held } = anAccount();
    const stopped = AbortSignal.abort(new Error('stopping'));
    const account = anAccount();
    const sync = batchSyncs(
      { updateOrCreate: () => Promise.reject(new Error('no')), createBatch: () => Promise.reject() },
      account.clock,
    );
    await expect(Promise.all(some(5).map((contact) => sync(contact, { signal: stopped })))).rejects.toThrow(
      'stopping',
    );
    expect([...requests, ...held]).toEqual([]);
  });
});
