import { describe, expect, it } from '@jest/globals';
import { valueHasher } from './value-hash.ts';

const hash = valueHasher(7);

describe('the hash of a value', () => {
  it.each([
    [null, ''],
    [undefined, ''],
    ['  ', ''],
    ['JAN@Example.org ', 'jan@example.org'],
    [12, '12'],
    [true, 'true'],
    ['2026-03-01T10:00:00Z', '2026-03-01'],
    [[{ bit: 1 }], '[{"bit":1}]'],
  ])('of %j is that of %j, since a sync would not change it', (value, other) => {
    expect(hash(value)).toBe(hash(other));
  });

  it.each([
    ['a', 'b'],
    ['ab', 'ba'],
    ['', 'null'],
    ['', 'undefined'],
    ['2026-03-01T', '2026-03-02T'],
    ['on 2026-03-01T10', 'on 2026-03'],
    ['2026-3-01T10:00', '2026-3-01T'],
    ['2026-03-01 10', '2026-03-01'],
    [[1], [2]],
    [{ a: 1 }, '[object Object]'],
  ])('of %j is not that of %j', (value, other) => {
    expect(hash(value)).not.toBe(hash(other));
  });

  it('is another one under another salt, a whole number of 32 bits, and never 0', () => {
    expect(valueHasher(8)('a')).not.toBe(hash('a'));
    // FNV-1a as published: the empty text is the offset basis.
    expect([valueHasher(0)(''), valueHasher(0)('a')]).toEqual([0x811c9dc5, 0xe40c292c]);
    expect(valueHasher(0x811c9dc5)('')).toBe(1);
  });
});
