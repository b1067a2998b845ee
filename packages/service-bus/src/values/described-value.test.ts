import { describe, expect, it } from '@jest/globals';
import rhea from 'rhea';
import { describedValue, isDescribed } from './described-value.ts';

const LARGE = Buffer.from([0x7f, 0, 0, 0, 0, 0, 0, 1]);
const UUID = Buffer.alloc(16, 7);

describe('a value with a name of its own type', () => {
  it.each<[type: string, code: number, value: unknown]>([
    ['Ulong', 0x80, 600],
    ['Ulong', 0x80, LARGE],
    ['SmallUlong', 0x53, 5],
    ['Ulong0', 0x44, 0],
    ['Long', 0x81, -600],
    ['Long', 0x81, LARGE],
    ['SmallLong', 0x55, -5],
    ['Uint', 0x70, 600],
    ['SmallUint', 0x52, 5],
    ['Uint0', 0x43, 0],
    ['Int', 0x71, -600],
    ['SmallInt', 0x54, -5],
    ['Ushort', 0x60, 5],
    ['Short', 0x61, -5],
    ['Ubyte', 0x50, 5],
    ['Byte', 0x51, -5],
    ['Float', 0x72, 1.5],
    ['Double', 0x82, 5],
    ['Timestamp', 0x83, new Date(5)],
    ['Uuid', 0x98, UUID],
    ['Vbin8', 0xa0, UUID],
    ['Vbin32', 0xb0, Buffer.alloc(300)],
    ['Sym8', 0xa3, 'a'],
    ['Sym32', 0xb3, 'a'.repeat(300)],
    ['Str8', 0xa1, 'a'],
    ['True', 0x41, true],
  ])('is sent as what it was: %s', (type, code, value) => {
    const described = describedValue('a:b', type, value);
    expect(described).toMatchObject({ descriptor: { value: 'a:b' }, type: { name: type }, value });
    const encoded = rhea.message.encode({ body: '', application_properties: { x: described } });
    // Its name is a symbol of three characters, and the code of its own type comes right after that.
    const name = Buffer.from([0x00, 0xa3, 3, ...Buffer.from('a:b'), code]);
    expect(encoded.includes(name)).toBe(true);
  });

  it('may be sent where its number is text', () => {
    expect(describedValue(1, 'Long', '600').value).toBe(600);
    expect(describedValue(1, 'Uint', '600').value).toBe(600);
    expect(describedValue(1, 'Int', '600').value).toBe(600);
  });

  it('may have a number for a name', () => {
    expect(describedValue(600, 'Str8', 'a')).toMatchObject({
      descriptor: { value: 600, type: { name: 'Ulong' } },
    });
  });

  it.each([
    [{ descriptor: { value: 'a' }, type: { name: 'Long' }, value: 1 }, true],
    [{ descriptor: { value: 1 }, type: { name: 'Long' }, value: undefined }, true],
    [{ descriptor: { value: true }, type: { name: 'Long' }, value: 1 }, false],
    [{ descriptor: {}, type: { name: 'Long' }, value: 1 }, false],
    [{ descriptor: null, type: { name: 'Long' }, value: 1 }, false],
    [{ descriptor: { value: 1 }, type: { name: 1 }, value: 1 }, false],
    [{ descriptor: { value: 1 }, type: 'Long', value: 1 }, false],
    [{ descriptor: { value: 1 }, type: { name: 'Long' } }, false],
    [{ descriptor: { value: 1 }, value: 1 }, false],
    [{ type: { name: 'Long' }, value: 1 }, false],
  ])('is told from a map: %j', (value, expected) => {
    expect(isDescribed(value)).toBe(expected);
  });
});
