import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { type BatchCreateResult, type ContactInput, SpotlerError } from '@spotler-connector/spotler-sdk';
import { batchSyncs, type SyncCalls } from './batched-syncs.ts';

const REFUSED = new SpotlerError({ kind: 'rejected', endpoint: 'POST /contact/list' });

/** An account that refuses contacts without an address, and holds the others. */
function anAccount() {
  const held = new Map<string, unknown>();
  function write({ externalId, properties }: ContactInput): BatchCreateResult {
    if (properties['email'] === undefined) return { externalId, outcome: 'rejected', error: REFUSED };
    held.set(externalId, properties['email']);
    return { externalId, outcome: 'created', ambiguous: false };
  }
  const calls: SyncCalls = {
    async updateOrCreate(contact) {
      if (write(contact).outcome === 'rejected') throw REFUSED;
      return { created: true, ambiguous: false };
    },
    createBatch: async (contacts) => contacts.map(write),
  };
  return { held, calls };
}

function swapFirst<Item>([first, second, ...others]: readonly Item[]): Item[] {
  return [second, first, ...others].filter((item) => item !== undefined);
}

/** Syncs twenty contacts, of which the second has no address, and says for whom the account is wrong. */
async function wronged(change: (calls: SyncCalls) => Partial<SyncCalls> = () => ({})): Promise<string[]> {
  const { held, calls } = anAccount();
  const sync = batchSyncs({ ...calls, ...change(calls) }, createManualClock());
  const contacts = Array.from({ length: 20 }, (_, index) => ({
    externalId: `id-${index}`,
    properties: index === 1 ? {} : { email: `${index}@example.org` },
  }));
  const results = await Promise.allSettled(contacts.map((contact) => sync(contact, {})));
  return contacts.flatMap(({ externalId, properties: { email } }, index) => {
    const isHeld = held.get(externalId) === email;
    const isSaid = results[index]?.status === (email === undefined ? 'rejected' : 'fulfilled');
    return isHeld && isSaid ? [] : [externalId];
  });
}

describe('a batch', () => {
  it('gives each contact what is its own, and each caller the outcome of its own contact', async () => {
    expect(await wronged()).toEqual([]);
  });

  it('would be found out if it mixed up what two contacts are given', async () => {
    const mixed = await wronged(({ createBatch }) => ({
      createBatch(contacts) {
        const [first, third] = [contacts[0], contacts[2]];
        if (first === undefined || third === undefined) throw new Error('too few');
        const swapped = [...contacts];
        swapped[0] = { ...first, properties: third.properties };
        swapped[2] = { ...third, properties: first.properties };
        return createBatch(swapped);
      },
    }));
    expect(mixed).toEqual(['id-0', 'id-2']);
  });

  it('would be found out if it mixed up the outcomes of two contacts', async () => {
    const mixed = await wronged(({ createBatch }) => ({
      createBatch: async (contacts) => swapFirst(await createBatch(contacts)),
    }));
    expect(mixed).toContain('id-1');
  });
});
