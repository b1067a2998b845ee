import { describe, expect, it } from '@jest/globals';
import { isObjectName, isObjectPrefix } from './object-name.ts';

describe('the name of an object', () => {
  it.each(['a', '0', 'ledger/2026-11/worker-1.json', 'a'.repeat(200), `a/${'b'.repeat(200)}`])(
    'can be %s',
    (name) => {
      expect(isObjectName(name)).toBe(true);
    },
  );

  it('can not be longer than 512 characters in all, nor 200 in a part', () => {
    const parts = (count: number) => Array.from({ length: count }, () => 'a'.repeat(99)).join('/');
    expect(isObjectName(parts(5))).toBe(true);
    expect(isObjectName(`${parts(5)}/${'a'.repeat(13)}`)).toBe(false);
    expect(isObjectName('a'.repeat(201))).toBe(false);
  });

  it('begins with nothing, with parts, or with a part that is cut off', () => {
    expect(['', 'a', 'a/', 'a/b', 'a/b-'].map(isObjectPrefix)).toEqual([true, true, true, true, true]);
    expect(['/', '../', 'a//', 'A', '.'].map(isObjectPrefix)).toEqual([false, false, false, false, false]);
  });
});
