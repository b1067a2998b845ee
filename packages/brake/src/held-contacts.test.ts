import { describe, expect, it } from '@jest/globals';
import { ObjectStoreError } from '@spotler-connector/object-store';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type StoreCall, watchStore } from '@spotler-connector/object-store/testing/watch-store';
import type { HeldContact } from './held-contact.ts';
import { type HeldContacts, nameOfHeld, openHeldContacts } from './held-contacts.ts';
import { aHold, ID } from './testing/a-hold.ts';

async function listed(held: HeldContacts): Promise<HeldContact[]> {
  const all: HeldContact[] = [];
  for await (const each of held.all()) all.push(each);
  return all;
}

describe('notes of who was held', () => {
  it('tell everything that is needed to undo it', async () => {
    const held = openHeldContacts(createMemoryStore());
    await held.keep(aHold());
    expect(await listed(held)).toEqual([{ ...aHold(), state: 'held' }]);
  });

  it('join the permissions of a hold that was cut off, and remember when it began', async () => {
    const held = openHeldContacts(createMemoryStore());
    await held.keep(aHold({ permissions: [2, 16], since: 5 }));
    await held.keep(aHold({ permissions: [8, 2], since: 9 }));
    expect(await listed(held)).toEqual([{ ...aHold({ permissions: [2, 8, 16], since: 5 }), state: 'held' }]);
  });

  it.each(['erased', 'given-back', 'left-opted-out'] as const)(
    'say who decided that it is %s, and begin anew when it is held again',
    async (state) => {
      const held = openHeldContacts(createMemoryStore());
      await held.keep(aHold({ permissions: [2] }));
      await held.decide(aHold(), { state, decidedBy: 'someone', decidedAt: 12 });
      expect(await listed(held)).toEqual([
        { ...aHold({ permissions: [2] }), state, decidedBy: 'someone', decidedAt: 12 },
      ]);
      await held.keep(aHold({ permissions: [4], since: 20 }));
      expect(await listed(held)).toEqual([{ ...aHold({ permissions: [4], since: 20 }), state: 'held' }]);
    },
  );

  it('keep the first decision, and say nothing of whoever was never held', async () => {
    const [store, ids] = [createMemoryStore(), ['S-1', 'S-2']];
    const held = openHeldContacts(store);
    await held.keep(aHold({ externalId: 'S-1' }));
    for (const state of ['given-back', 'erased'] as const) {
      for (const externalId of ids) await held.decide(aHold({ externalId }), { state });
    }
    expect((await listed(held)).map(({ externalId, state }) => [externalId, state])).toEqual([
      ['S-1', 'given-back'],
    ]);
    expect(store.objects.size).toBe(1);
  });

  it('lose nothing when two workers hold one contact at once', async () => {
    const store = createMemoryStore();
    const workers = [2, 4, 8].map((bit) => openHeldContacts(store).keep(aHold({ permissions: [bit] })));
    await Promise.all(workers);
    expect(await listed(openHeldContacts(store))).toMatchObject([{ permissions: [2, 4, 8] }]);
  });

  it.each([1, 15, 16, 17, 33])('are listed once each when there are %i', async (count) => {
    const held = openHeldContacts(createMemoryStore());
    const ids = Array.from({ length: count }, (_, index) => `S-${index}`);
    for (const externalId of ids) await held.keep(aHold({ externalId }));
    expect((await listed(held)).map(({ externalId }) => externalId).sort()).toEqual([...ids].sort());
  });

  it('leave out one that is gone between its listing and its reading', async () => {
    const store = createMemoryStore();
    await openHeldContacts(store).keep(aHold());
    expect(await listed(openHeldContacts({ ...store, read: async () => undefined }))).toEqual([]);
  });

  it('are named by the record in lower case and a hash of the id, which may be anything', () => {
    expect(nameOfHeld({ ...aHold(), id: ID.toUpperCase(), externalId: 'jan@example.org' })).toBe(
      `held/contact/${ID}.a3ff11319b5ef6b1`,
    );
    expect(nameOfHeld(aHold({ externalId: 'S-1' }))).not.toBe(nameOfHeld(aHold({ externalId: 'S-2' })));
    expect(nameOfHeld(aHold({ table: 'lead' }))).toMatch(/^held\/lead\//);
  });

  it('are not written over when they can not be read', async () => {
    const store = createMemoryStore();
    await store.create(nameOfHeld(aHold()), Buffer.from('{}'));
    const held = openHeldContacts(store);
    const unreadable = { kind: 'protocol', code: 'NotAHeldContact' };
    await expect(held.keep(aHold())).rejects.toMatchObject(unreadable);
    await expect(held.decide(aHold(), { state: 'erased' })).rejects.toMatchObject(unreadable);
    await expect(listed(held)).rejects.toBeInstanceOf(ObjectStoreError);
    expect(Buffer.from(store.objects.get(nameOfHeld(aHold())) ?? []).toString()).toBe('{}');
  });

  it('are given up when the worker ends, before the store is asked and while it is', async () => {
    const store = createMemoryStore();
    const held = openHeldContacts(store);
    await expect(held.keep(aHold(), AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
    expect(store.objects.size).toBe(0);
    const { signal } = new AbortController();
    const calls: StoreCall[] = [];
    const watched = openHeldContacts(watchStore(store, calls));
    await watched.keep(aHold(), signal);
    await watched.decide(aHold(), { state: 'erased' }, signal);
    expect(calls.map(({ call }) => call)).toEqual(['read', 'create', 'read', 'replace']);
    for (const { options } of calls) expect(options).toEqual({ signal });
  });
});
