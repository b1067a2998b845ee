import { describe, expect, it } from '@jest/globals';
import { canonicalJson } from './canonical-json.ts';

describe('the canonical form', () => {
  it.each([
    [null, 'null'],
    [true, 'true'],
    [-7, '-7'],
    ['é"\n/', '"é\\"\\n/"'],
    [[], '[]'],
    [[1, [2], 'a'], '[1,[2],"a"]'],
    [{}, '{}'],
    [{ b: 1, a: { d: null, c: [] }, B: undefined }, '{"a":{"c":[],"d":null},"b":1}'],
    // By UTF-16 code units, as RFC 8785 asks: the surrogates of an emoji come before U+FB33.
    [
      { '\ufb33': 1, '\u{1f600}': 2, '\u20ac': 3, a: 4, A: 5, '': 6 },
      '{"":6,"A":5,"a":4,"\u20ac":3,"\u{1f600}":2,"\ufb33":1}',
    ],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  it.each([0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('does not exist of %d', (number) => {
    expect(() => canonicalJson({ number })).toThrow(
      new RangeError('Only safe integers have a canonical form here'),
    );
  });
});
