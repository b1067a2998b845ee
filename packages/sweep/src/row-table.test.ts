import { describe, expect, it } from '@jest/globals';
import type { ContactKey } from './contact-key.ts';
import { createHashSet, numberOfKey } from './hash-set.ts';
import { createRowTable } from './row-table.ts';

/** More than there are places at first. */
const MANY = 5_000;

/** Keys of which whole series fall on the same slots. */
function keyOf(number: number): ContactKey {
  return [number % 7, number >>> 4, number % 3, 0xffffff00 + (number % 256)];
}

describe('a table of rows', () => {
  it('finds each of many rows by its whole key, and keeps its numbers', () => {
    const rows = createRowTable(6, 1_000);
    const keys = new Map<string, number>();
    for (let number = 0; number < MANY; number++) {
      const key = keyOf(number);
      if (rows.find(key) !== undefined) continue;
      const row = rows.add(key);
      rows.set(row, 4, number);
      rows.set(row, 5, 0xffffffff - number);
      keys.set(key.join(), number);
    }
    expect(rows.size).toBe(keys.size);
    expect(rows.size).toBe(MANY);
    const wrong = [...keys].filter(([text, number]) => {
      const key = keyOf(number);
      const row = rows.find(key) ?? -1;
      const isRight = rows.get(row, 4) === number && rows.get(row, 5) === 0xffffffff - number;
      return !isRight || rows.keyOf(row).join() !== text;
    });
    expect(wrong).toEqual([]);
  });

  it.each<ContactKey>([
    [9, 2, 3, 4],
    // These begin to look at the same place.
    [1 + 4_096, 2, 3, 4],
    [1, 2 + 4_096, 3, 4],
    [1, 2, 3 + 4_096, 4],
    [1, 2, 3, 4 + 4_096],
  ])('does not find a row whose key differs in one number: %i, %i, %i, %i', (...changed) => {
    const rows = createRowTable(4);
    const key: ContactKey = [1, 2, 3, 4];
    rows.add(key);
    expect([rows.find(key), rows.find(changed)]).toEqual([0, undefined]);
    rows.add(changed);
    expect([rows.find(key), rows.find(changed), rows.size]).toEqual([0, 1, 2]);
  });

  it('says 0 of a row that is not there', () => {
    expect(createRowTable(4).get(3, 0)).toBe(0);
    const rows = createRowTable(4);
    rows.set(3, 0, 1);
    expect(rows.size).toBe(0);
  });
});

describe('a set of hashes', () => {
  it('takes each number once, whatever it shares with others', () => {
    const set = createHashSet();
    const numbers = Array.from({ length: 2_500 }, (_, index) => 1 + index * 4_096 + 2 ** 40);
    expect(numbers.every((number) => !set.has(number))).toBe(true);
    expect(numbers.every((number) => set.add(number))).toBe(true);
    expect(numbers.every((number) => set.has(number))).toBe(true);
    expect(numbers.some((number) => set.add(number))).toBe(false);
    expect(set.has(2)).toBe(false);
  });

  it('takes more than it has places for at first', () => {
    const set = createHashSet();
    const numbers = Array.from({ length: 5_000 }, (_, index) => index + 1);
    expect(numbers.every(set.add)).toBe(true);
    expect(numbers.every(set.has)).toBe(true);
    expect(set.has(5_001)).toBe(false);
    expect(numbers.some(set.add)).toBe(false);
  });

  it('has a number of 53 bits for each key, which is never 0', () => {
    const words: ContactKey[] = [
      [0, 0, 0, 0],
      [1 << 11, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1 << 12, 0],
      [0, 0, 0, 2],
      [0xffffffff, 0xffffffff, 0, 0],
    ];
    expect(words.map(numberOfKey)).toEqual([1, 2 ** 32, 1, 2 ** 33, 2, Number.MAX_SAFE_INTEGER]);
  });
});
