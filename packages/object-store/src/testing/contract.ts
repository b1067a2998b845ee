import { describe, expect, it } from '@jest/globals';
import type { RemovableObjectStore } from '../object-store.ts';
import { bytes, increment, namesIn, textOf } from './store-content.ts';

/** Tests of everything that each adapter must do. `emptyStore` makes a store with nothing in it. */
export function describeContract(adapter: string, emptyStore: () => Promise<RemovableObjectStore>): void {
  describe(`the store in ${adapter}`, () => {
    it('gives back what was created, byte for byte', async () => {
      const store = await emptyStore();
      const body = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
      expect(await store.create('a/b.json', body)).toBe('created');
      const stored = await store.read('a/b.json');
      expect(Buffer.from(stored?.body ?? []).equals(body)).toBe(true);
      expect(await store.create('empty', bytes(''))).toBe('created');
      expect(await textOf(store, 'empty')).toBe('');
    });

    it('has nothing under a name that nobody stored', async () => {
      const store = await emptyStore();
      expect(await store.read('a')).toBeUndefined();
      expect(await namesIn(store, '')).toEqual([]);
    });

    it('never creates over what exists', async () => {
      const store = await emptyStore();
      await store.create('a', bytes('first'));
      expect(await store.create('a', bytes('second'))).toBe('exists');
      expect(await store.create('a', bytes('first'))).toBe('exists');
      expect(await textOf(store, 'a')).toBe('first');
    });

    it('lets one of many that create at once succeed', async () => {
      const store = await emptyStore();
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) => store.create('a', bytes(String(index)))),
      );
      expect(all.filter((outcome) => outcome === 'created')).toHaveLength(1);
      expect(await textOf(store, 'a')).toBe(String(all.indexOf('created')));
    });

    it('replaces what is as it was read, and nothing else', async () => {
      const store = await emptyStore();
      await store.create('a', bytes('1'));
      const first = await store.read('a');
      expect(await store.replace('a', bytes('2'), first?.version ?? '')).toBe('replaced');
      expect(await store.replace('a', bytes('3'), first?.version ?? '')).toBe('changed-meanwhile');
      expect(await textOf(store, 'a')).toBe('2');
      expect(await store.create('a', bytes('4'))).toBe('exists');
      const second = await store.read('a');
      expect(await store.replace('a', bytes('5'), second?.version ?? '')).toBe('replaced');
      expect(await textOf(store, 'a')).toBe('5');
    });

    it('loses no increment of many at once', async () => {
      const store = await emptyStore();
      await store.create('counter', bytes('0'));
      await Promise.all(Array.from({ length: 12 }, () => increment(store)));
      expect(await textOf(store, 'counter')).toBe('12');
    });

    it('lists names by prefix, in the order of their bytes', async () => {
      const store = await emptyStore();
      const names = ['a-b', 'a/b', 'a.b', 'b', 'a/a/z', 'a/a-a', 'a0'];
      for (const name of names) await store.create(name, bytes(name));
      await store.replace('b', bytes('again'), (await store.read('b'))?.version ?? '');
      expect(await namesIn(store, '')).toEqual(['a-b', 'a.b', 'a/a-a', 'a/a/z', 'a/b', 'a0', 'b']);
      expect(await namesIn(store, 'a/')).toEqual(['a/a-a', 'a/a/z', 'a/b']);
      expect(await namesIn(store, 'a/a')).toEqual(['a/a-a', 'a/a/z']);
      expect(await namesIn(store, 'a')).toHaveLength(6);
      expect(await namesIn(store, 'c')).toEqual([]);
    });

    it.each([
      '',
      '.',
      '..',
      'a/../b',
      '/a',
      'a/',
      'a//b',
      'A',
      'a b',
      'a\\b',
      'a~',
      '.a',
      'a\0',
      'x'.repeat(201),
    ])('refuses the name %j in every call', async (name) => {
      const store = await emptyStore();
      const refused = { name: 'ObjectStoreError', kind: 'protocol', code: 'InvalidName' };
      await expect(store.create(name, bytes(''))).rejects.toMatchObject(refused);
      await expect(store.read(name)).rejects.toMatchObject(refused);
      await expect(store.replace(name, bytes(''), '1')).rejects.toMatchObject(refused);
    });

    it('removes an object with everything that was in it, and no other', async () => {
      const store = await emptyStore();
      for (const name of ['a', 'ab']) await store.create(name, bytes('first'));
      await store.replace('a', bytes('second'), (await store.read('a'))?.version ?? '');
      await store.remove('a');
      expect(await store.read('a')).toBeUndefined();
      expect(await namesIn(store, '')).toEqual(['ab']);
      await store.remove('a');
    });

    it('refuses a prefix that leads elsewhere', async () => {
      const store = await emptyStore();
      await expect(namesIn(store, '../')).rejects.toMatchObject({ code: 'InvalidName' });
    });
  });
}
