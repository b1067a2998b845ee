import { expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { expireSweepBase, readSweepBase, type StoredBase, writeSweepBase } from './stored-base.ts';

const BASE: StoredBase = {
  fingerprint: 'these',
  salt: 1,
  fullAt: 1,
  lastAt: 2,
  runs: [{ run: 'a', records: 1, contacts: 2 }],
  changes: { contact: 'link' },
};

it('keeps what the next sweep goes on from, until it expires', async () => {
  const store = createMemoryStore();
  await expireSweepBase(store);
  expect(store.objects.size).toBe(0);
  expect(await readSweepBase(store)).toBeUndefined();
  await writeSweepBase(store, BASE);
  expect(await readSweepBase(store)).toEqual(BASE);
  await expireSweepBase(store);
  expect(await readSweepBase(store)).toEqual({ ...BASE, fingerprint: 'expired' });
});

it.each<object>([
  ...Object.keys(BASE).flatMap((member) => [undefined, null, true].map((given) => ({ [member]: given }))),
  { changes: { contact: 1 } },
  { userId: 1 },
  ...[{ run: 1 }, { records: '1' }, { contacts: undefined }].map((given) => ({
    runs: [{ run: 'a', records: 1, contacts: 2, ...given }],
  })),
])('is no base to go on from where it was kept by another version: %j', async (changes) => {
  const store = createMemoryStore();
  await store.create('sweep/base.json', Buffer.from(JSON.stringify({ ...BASE, ...changes })));
  expect(await readSweepBase(store)).toBeUndefined();
});
