import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { decodeGeneration, encodeGeneration, type Generation } from './generation.ts';
import { readGeneration, writeGeneration } from './shared-generation.ts';

const GENERATION: Generation = { number: 3, fingerprint: 'one', since: 5, beat: 0 };

describe('the stored form of a generation', () => {
  it('is read back as it was written, without what others may add', () => {
    expect(decodeGeneration(encodeGeneration(GENERATION))).toEqual(GENERATION);
    const more = Buffer.from(JSON.stringify({ ...GENERATION, color: 'red' }));
    expect(decodeGeneration(more)).toEqual(GENERATION);
  });

  it.each([
    ...(['number', 'since', 'beat'] as const).flatMap((member) =>
      [undefined, null, '1', -1, 0.5, 2 ** 53].map((value) => ({ [member]: value })),
    ),
    ...[undefined, null, 1].map((fingerprint) => ({ fingerprint })),
  ])('is not one with %j (%#)', (changes) => {
    expect(decodeGeneration(Buffer.from(JSON.stringify({ ...GENERATION, ...changes })))).toBeUndefined();
  });

  it.each(['', '{', 'null', '7', '"one"', '[]'])('is not %j', (text) => {
    expect(decodeGeneration(Buffer.from(text))).toBeUndefined();
  });
});

describe('the generation that all workers share', () => {
  it('is written by whoever comes first, and replaced by whoever has read it last', async () => {
    const store = createMemoryStore();
    expect(await readGeneration(store)).toBeUndefined();
    expect(await writeGeneration(store, GENERATION, undefined)).toBe(true);
    expect(await writeGeneration(store, { ...GENERATION, number: 9 }, undefined)).toBe(false);
    const [one, other] = [await readGeneration(store), await readGeneration(store)];
    expect(await writeGeneration(store, { ...GENERATION, number: 4 }, one)).toBe(true);
    expect(await writeGeneration(store, { ...GENERATION, number: 5 }, other)).toBe(false);
    expect((await readGeneration(store))?.generation.number).toBe(4);
  });

  it('is an error when it is no generation', async () => {
    const store = createMemoryStore();
    await store.create('policy/generation.json', Buffer.from('{}'));
    await expect(readGeneration(store)).rejects.toMatchObject({ kind: 'protocol', code: 'NotAGeneration' });
  });
});
