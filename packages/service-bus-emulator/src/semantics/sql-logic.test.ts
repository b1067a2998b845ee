import { describe, expect, it } from '@jest/globals';
import { and, compare, likePattern, not, or } from './sql-logic.ts';

const VALUES = [true, false, undefined];

describe('the three-valued logic of SQL', () => {
  it('has the truth tables of the standard', () => {
    const table = (operator: typeof and): unknown[] => VALUES.map((a) => VALUES.map((b) => operator(a, b)));
    expect(table(and)).toEqual([
      [true, false, undefined],
      [false, false, false],
      [undefined, false, undefined],
    ]);
    expect(table(or)).toEqual([
      [true, true, true],
      [true, false, undefined],
      [true, undefined, undefined],
    ]);
    expect(VALUES.map(not)).toEqual([false, true, undefined]);
  });

  it('compares what is of one type, and nothing else', () => {
    expect(['=', '<>', '!=', '<', '<=', '>', '>='].map((sign) => compare(sign, 1, 2))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(compare('=', '1', 1)).toBeUndefined();
    expect(compare('<>', undefined, 1)).toBeUndefined();
    expect(compare('<', 'a', 'b')).toBe(true);
  });

  it('takes nothing in a pattern for more than it is, but % and _', () => {
    expect(likePattern('a.c%').test('abcd')).toBe(false);
    expect(likePattern('a.c%').test('a.cd\ne')).toBe(true);
    expect(likePattern('_').test('ä')).toBe(true);
    expect(likePattern('_').test('')).toBe(false);
  });
});
