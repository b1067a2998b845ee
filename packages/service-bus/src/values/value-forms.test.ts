import { describe, expect, it } from '@jest/globals';
import { describedValue } from './described-value.ts';
import { valueFromJson, valueToJson } from './value-json.ts';

/** So many lists, each in the next. */
function nested(levels: number, innermost: unknown): unknown {
  return levels === 0 ? innermost : [nested(levels - 1, innermost)];
}

describe('the form of a value in JSON', () => {
  it.each([
    ['text', 'a', 'a'],
    ['a boolean', false, false],
    ['a number', -1.5, -1.5],
    ['no number', Number.NaN, { double: 'NaN' }],
    ['an endless number', Number.NEGATIVE_INFINITY, { double: '-Infinity' }],
    ['nothing', null, null],
    ['a time', new Date(0), { time: '1970-01-01T00:00:00.000Z' }],
    ['bytes', Buffer.from([0, 255]), { bytes: 'AP8=' }],
    ['a list', ['a', new Date(0)], ['a', { time: '1970-01-01T00:00:00.000Z' }]],
    ['a map', { a: 1, b: [2] }, { map: { a: 1, b: [2] } }],
  ])('is what makes the same of it again: %s', (_title, value, json) => {
    expect(valueToJson(value)).toEqual(json);
    expect(valueFromJson(json)).toEqual(value);
  });

  it.each([
    ['com.microsoft:timespan', 'Long', 600_000_000],
    [77, 'Str8', 'a'],
  ])('has the name of its own type with a value that has one: %s', (descriptor, type, inner) => {
    const json = { described: descriptor, type, value: inner };
    const value = describedValue(descriptor, type, inner);
    expect(valueToJson(value)).toEqual(json);
    expect(valueFromJson(json)).toEqual(value);
  });

  it('has a time within a value with a name of its own type', () => {
    const value = describedValue('a:b', 'Timestamp', new Date(0));
    expect(valueToJson(value)).toMatchObject({ value: { time: '1970-01-01T00:00:00.000Z' } });
    expect(valueFromJson(valueToJson(value))).toEqual(value);
  });

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a large integer', 1n],
    ['a time that is none', new Date(Number.NaN)],
  ])('is nothing for what no client sends: %s', (_title, value) => {
    expect(valueToJson(value)).toBeNull();
  });

  it.each([
    ['has levels up to the sixteenth', 16, 'a', nested(16, 'a')],
    ['ends with a list at the seventeenth level', 17, 'a', nested(16, null)],
    ['ends with a map at the seventeenth level', 16, { a: 1 }, nested(16, null)],
    ['has maps up to the sixteenth level', 15, { a: 1 }, nested(15, { map: { a: 1 } })],
    ['ends within a map', 15, { a: {} }, nested(15, { map: { a: null } })],
    [
      'ends within a value with a name of its own type',
      15,
      describedValue(1, 'List32', [1]),
      nested(15, { described: 1, type: 'List32', value: null }),
    ],
  ])('%s', (_title, levels, innermost, json) => {
    expect(valueToJson(nested(levels, innermost))).toEqual(json);
  });

  it.each([
    {},
    { time: 5 },
    { bytes: 5 },
    { double: 5 },
    { described: true, type: 'Long', value: 1 },
    { described: 'a', value: 1 },
    { described: 'a', type: 'Long' },
    { map: 'a' },
  ])('is nothing else: %j', (json) => {
    expect(valueFromJson(json)).toBeNull();
  });
});
