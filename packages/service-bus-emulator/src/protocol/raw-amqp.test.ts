import { describe, expect, it } from '@jest/globals';
import { decodeValue } from './amqp-value.ts';
import { encodeMapSection, endOfValue, mapEntries, SECTION, sectionsOf } from './raw-amqp.ts';

function bytes(hex: string): Buffer {
  return Buffer.from(hex.replaceAll(' ', ''), 'hex');
}

describe('finding the end of an AMQP value', () => {
  it.each([
    ['null', '40'],
    ['smalluint', '52 07'],
    ['ushort', '60 0007'],
    ['float', '72 00000000'],
    ['long', '81 0000000000000001'],
    ['uuid', `98 ${'00'.repeat(16)}`],
    ['str8', 'a1 02 6162'],
    ['vbin32', 'b0 00000002 0102'],
    ['list0', '45'],
    ['list8', 'c0 03 01 5207'],
    ['map32', 'd1 00000008 00000002 a10161 41'],
    ['array8', 'e0 04 02 500102'],
    ['described', '00 53 77 41'],
  ])('knows a %s', (_, hex) => {
    const value = bytes(hex);
    expect(endOfValue(Buffer.concat([bytes('40'), value, bytes('4040')]), 1)).toBe(1 + value.length);
  });

  it.each(['', '70 0000', 'a1 05 61', 'b1 0000', 'd1 000000ff 00', '00 53'])(
    'refuses the torn value "%s"',
    (hex) => {
      expect(() => endOfValue(bytes(hex), 0)).toThrow(/ends in the middle/);
    },
  );

  it('refuses a type that does not exist', () => {
    expect(() => endOfValue(bytes('31'), 0)).toThrow(/unknown type/);
  });
});

describe('cutting a message into sections', () => {
  it('finds small and full descriptors', () => {
    const message = bytes('00 53 70 45  00 80 0000000000000073 45  00 53 75 a0 01 ff');
    expect(sectionsOf(message).map(({ code }) => code)).toEqual([
      SECTION.header,
      SECTION.properties,
      SECTION.data,
    ]);
  });

  it('finds symbolic descriptors', () => {
    const message = Buffer.concat([bytes('00 a3 11'), Buffer.from('amqp:amqp-value:*'), bytes('45')]);
    expect(sectionsOf(message)).toMatchObject([{ code: SECTION.value, valueStart: 20, end: 21 }]);
  });

  it('refuses what is no section', () => {
    expect(() => sectionsOf(bytes('41'))).toThrow(/without a descriptor/);
    expect(() => sectionsOf(bytes('00 a3 01 61 45'))).toThrow(/unknown descriptor/);
  });
});

describe('maps without decoding', () => {
  it('gives the entries of both sizes of map, and none of a null', () => {
    for (const hex of ['c1 06 02 a10161 5207', 'd1 00000009 00000002 a10161 5207']) {
      const entries = mapEntries(bytes(hex), 0);
      expect(entries.map(({ key, value }) => [decodeValue(key), value.toString('hex')])).toEqual([
        ['a', '5207'],
      ]);
    }
    expect(mapEntries(bytes('40'), 0)).toEqual([]);
  });

  it('writes a map section that can be read', () => {
    const section = encodeMapSection(SECTION.applicationProperties, [bytes('a10161'), bytes('5207')]);
    const [found] = sectionsOf(section);
    expect(found).toMatchObject({ code: SECTION.applicationProperties, end: section.length });
    expect(decodeValue(section.subarray(found?.valueStart))).toEqual({ a: 7 });
  });
});
