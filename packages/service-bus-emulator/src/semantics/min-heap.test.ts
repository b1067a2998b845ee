import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type HeapEntry, MinHeap } from './min-heap.ts';

function entry(at: number, turn = 0): HeapEntry {
  return { at, turn, position: -1 };
}

function drain(heap: MinHeap<HeapEntry>): number[] {
  const times: number[] = [];
  for (let first = heap.first(); first !== undefined; first = heap.first()) {
    times.push(first.at);
    heap.remove(first);
  }
  return times;
}

describe('MinHeap', () => {
  it('gives entries in order, whatever was added and removed', () => {
    const operations = fc.array(fc.record({ at: fc.integer({ min: 0, max: 50 }), isKept: fc.boolean() }));
    fc.assert(
      fc.property(operations, (all) => {
        const heap = new MinHeap<HeapEntry>();
        const entries = all.map(({ at, isKept }) => ({ added: entry(at), isKept }));
        for (const { added } of entries) heap.add(added);
        for (const { added, isKept } of entries) if (!isKept) heap.remove(added);
        const kept = entries.filter(({ isKept }) => isKept).map(({ added }) => added.at);
        expect(drain(heap)).toEqual(kept.sort((a, b) => a - b));
      }),
    );
  });

  it('gives those of one time in the order of their turns', () => {
    const heap = new MinHeap<HeapEntry>();
    for (const turn of [3, 1, 4, 2, 5]) heap.add(entry(1, turn));
    const turns: number[] = [];
    for (let first = heap.first(); first !== undefined; first = heap.first()) {
      turns.push(first.turn);
      heap.remove(first);
    }
    expect(turns).toEqual([1, 2, 3, 4, 5]);
  });

  it('leaves an entry alone that it does not have', () => {
    const heap = new MinHeap<HeapEntry>();
    const here = entry(1);
    heap.add(here);
    heap.remove(entry(1));
    heap.remove({ at: 1, turn: 0, position: 0 });
    expect(heap.size).toBe(1);
    heap.remove(here);
    heap.remove(here);
    expect(heap.size).toBe(0);
  });
});
