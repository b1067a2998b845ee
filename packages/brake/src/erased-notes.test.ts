import { describe, expect, it } from '@jest/globals';
import { createMemoryStore, type MemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { type StoreCall, watchStore } from '@spotler-connector/object-store/testing/watch-store';
import { openErasedNotes } from './erased-notes.ts';
import { openHeldContacts } from './held-contacts.ts';
import { aHold } from './testing/a-hold.ts';

async function statesOf(store: MemoryStore): Promise<Record<string, string>> {
  const states: Record<string, string> = {};
  for await (const { externalId, state } of openHeldContacts(store).all()) states[externalId] = state;
  return states;
}

function keys(count: number) {
  return Array.from({ length: count }, (_, index) => aHold({ externalId: `S-${index}` }));
}

describe('erased contacts', () => {
  it.each([
    { together: 3, questions: ['read', 'read', 'read', 'replace'] },
    { together: 4, questions: ['list', 'read', 'replace'] },
  ])('are noted where they were held, $together at once', async ({ together, questions }) => {
    const calls: StoreCall[] = [];
    const store = createMemoryStore();
    await openHeldContacts(store).keep(aHold({ externalId: 'S-1' }));
    await openHeldContacts(store).keep(aHold({ externalId: 'elsewhere' }));
    const notes = openErasedNotes(watchStore(store, calls));
    await Promise.all(keys(together).map((key) => notes.add(key)));
    expect(calls.map(({ call }) => call)).toEqual(questions);
    expect(await statesOf(store)).toEqual({ 'S-1': 'erased', elsewhere: 'held' });
  });

  it('do not ask the store all at once', async () => {
    const calls: StoreCall[] = [];
    const notes = openErasedNotes(watchStore(createMemoryStore(), calls));
    await Promise.all(keys(201).map((key) => notes.add(key)));
    expect(calls.map(({ call }) => call)).toEqual(['list', 'list', 'read']);
  });

  it.each([1, 3, 4, 9])('are told of a store that is away, each of %i', async (count) => {
    const store = createMemoryStore();
    const notes = openErasedNotes(store);
    store.away = true;
    const added = await Promise.allSettled(keys(count).map((key) => notes.add(key)));
    expect(added.map(({ status }) => status)).toEqual(keys(count).map(() => 'rejected'));
    store.away = false;
    await notes.add(aHold());
  });
});
