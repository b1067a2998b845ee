import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Sequenced, SortedBySequence } from './sorted-by-sequence.ts';

function item(sequenceNumber: number): Sequenced {
  return { sequenceNumber };
}

function numbers(items: Iterable<Sequenced>): number[] {
  return [...items].map(({ sequenceNumber }) => sequenceNumber);
}

describe('SortedBySequence', () => {
  it('agrees with a sorted array after any additions and removals', () => {
    const number = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(
        fc.uniqueArray(number, { maxLength: 1500 }),
        fc.array(number),
        number,
        (added, removed, from) => {
          const list = new SortedBySequence<Sequenced>();
          const items = new Map(added.map((each) => [each, item(each)]));
          for (const each of items.values()) list.add(each);
          for (const each of removed) {
            const found = items.get(each);
            expect(list.remove(found ?? item(each))).toBe(found !== undefined);
            items.delete(each);
          }
          const left = [...items.keys()].sort((a, b) => a - b);
          expect(numbers(list.from(0))).toEqual(left);
          expect(numbers(list.from(from))).toEqual(left.filter((each) => each >= from));
          expect([list.size, list.first()?.sequenceNumber]).toEqual([left.length, left[0]]);
          expect(list.get(from)).toBe(items.get(from));
        },
      ),
      { numRuns: 30 },
    );
  });

  it('keeps its order over many chunks, filled from either end', () => {
    for (const order of [(n: number) => n, (n: number) => 5001 - n]) {
      const list = new SortedBySequence<Sequenced>();
      for (let n = 1; n <= 5000; n += 1) list.add(item(order(n)));
      expect(numbers(list.from(4998))).toEqual([4998, 4999, 5000]);
      expect(list.get(2500)?.sequenceNumber).toBe(2500);
      for (let n = 1; n <= 4999; n += 1) list.remove(item(n));
      expect(numbers(list.from(0))).toEqual([5000]);
    }
  });

  it('can be read on while items leave it', () => {
    const list = new SortedBySequence<Sequenced>();
    for (let n = 1; n <= 3; n += 1) list.add(item(n));
    const [first] = list.from(0);
    if (first !== undefined) list.remove(first);
    expect(numbers(list.from(0))).toEqual([2, 3]);
  });
});
