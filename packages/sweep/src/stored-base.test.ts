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
  expect(await readSweepBase(store)).toBeUndefined();
  await writeSweepBase(store, BASE);
  expect(await readSweepBase(store)).toEqual(BASE);
  await expireSweepBase(store);
  const expired = await readSweepBase(store);
  expect(expired?.fingerprint).not.toBe(BASE.fingerprint);
  expect(expired?.runs).toEqual(BASE.runs);
});
