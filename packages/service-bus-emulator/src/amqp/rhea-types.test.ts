import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { ValueReader } from './read-value.ts';
import { amqpTypes, wrapByType } from './rhea-types.ts';

const load = createRequire(import.meta.url);

/** After an upgrade: read the changes in lib/types.js, then raise this. */
const READ_VERSION = '3.0.5';

describe('what we use of rhea without its promise', () => {
  it('was read in the version that is installed', () => {
    const { version }: { version: string } = load('rhea/package.json');
    expect(version).toBe(READ_VERSION);
  });

  it('still describes types by their codes, and wraps values by type', () => {
    expect(amqpTypes.by_code[0x70]).toMatchObject({ name: 'Uint', width: 4 });
    for (const wrap of Object.values(wrapByType)) expect(wrap).toEqual(expect.any(Function));
  });

  it('still writes what we read, with its type', () => {
    const writer = new amqpTypes.Writer();
    writer.write(amqpTypes.wrap_long(1));
    expect(new ValueReader(writer.toBuffer()).read()).toMatchObject({
      type: { name: 'SmallLong' },
      value: 1,
    });
  });

  it('still reads the long form of a boolean as a number, which is one reason why we read values ourselves', () => {
    const { Reader } = load('rhea/lib/types.js');
    expect(new Reader(Buffer.from([0x56, 1])).read().value).toBe(1);
    expect(new ValueReader(Buffer.from([0x56, 1])).read().value).toBe(true);
  });
});
