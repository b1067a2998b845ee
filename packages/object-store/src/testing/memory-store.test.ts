import { describe, expect, it } from '@jest/globals';
import { describeContract } from './contract.ts';
import { createMemoryStore } from './memory-store.ts';
import { bytes, namesIn, textOf } from './store-content.ts';

describeContract('memory', async () => createMemoryStore());

describe('a store in memory', () => {
  it('fails in every call while it is away, and loses nothing', async () => {
    const store = createMemoryStore();
    await store.create('a', bytes('1'));
    store.away = true;
    const unavailable = { name: 'ObjectStoreError', kind: 'unavailable' };
    await expect(store.create('b', bytes(''))).rejects.toMatchObject(unavailable);
    await expect(store.read('a')).rejects.toMatchObject(unavailable);
    await expect(store.replace('a', bytes(''), '1')).rejects.toMatchObject(unavailable);
    await expect(namesIn(store, '')).rejects.toMatchObject(unavailable);
    await expect(store.remove('a')).rejects.toMatchObject(unavailable);
    store.away = false;
    expect(await textOf(store, 'a')).toBe('1');
  });

  it('notices content that a test has put in by hand', async () => {
    const store = createMemoryStore();
    await store.create('a', bytes('1'));
    const read = await store.read('a');
    store.objects.set('a', bytes('tampered'));
    expect(await store.replace('a', bytes('2'), read?.version ?? '')).toBe('changed-meanwhile');
  });
});
