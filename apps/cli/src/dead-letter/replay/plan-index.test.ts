import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPlanIndex } from './plan-index.ts';

function mark(number: number): string {
  return number.toString(16).padStart(16, '0');
}

describe('the index of a plan', () => {
  it('is what a set of numbers would be, whatever their order', () => {
    const step = fc.tuple(fc.constantFrom('add', 'delete', 'send'), fc.integer({ min: 0, max: 3_000 }));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const index = createPlanIndex();
        const [planned, pending, sent] = [new Set<number>(), new Set<number>(), new Set<number>()];
        for (const [what, number] of steps) {
          if (what === 'add') {
            index.add(String(number), mark(number));
            if (!planned.has(number)) pending.add(number);
            planned.add(number);
          } else if (what === 'delete') {
            expect(index.pending.delete(String(number))).toBe(pending.delete(number));
          } else {
            index.sent.add(String(number));
            if (planned.has(number)) sent.add(number);
          }
        }
        expect([...index.pending]).toEqual([...pending].sort((a, b) => a - b).map(String));
        expect(index.pending.size).toBe(pending.size);
        expect(index.size).toBe(planned.size);
        for (const [, number] of steps) {
          expect(index.pending.has(String(number))).toBe(pending.has(number));
          expect(index.sent.has(String(number))).toBe(sent.has(number));
          expect(index.fingerprints.get(String(number))).toBe(planned.has(number) ? mark(number) : undefined);
        }
      }),
    );
  });

  it('keeps numbers that no other number can hold, and none that are no numbers', () => {
    const index = createPlanIndex();
    for (const number of ['9223372036854775806', '9223372036854775807', '', '-1', 'x', '1e3']) {
      index.add(number, mark(7));
    }
    index.add('5', 'no mark');
    expect([...index.pending]).toEqual(['9223372036854775806', '9223372036854775807']);
    expect(index.pending.has('')).toBe(false);
  });

  it('grows with a hundred thousand, and stays small', () => {
    const index = createPlanIndex();
    for (let number = 1; number <= 100_000; number += 1) index.add(String(number), mark(number));
    expect(index.pending.size).toBe(100_000);
    expect(index.fingerprints.get('100000')).toBe(mark(100_000));
    expect(index.fingerprints.get('1')).toBe(mark(1));
  });
});
