import { describe, expect, it } from '@jest/globals';
import { toGuid } from './guid.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';

describe('row ids', () => {
  it.each([ID, ID.toUpperCase(), `{${ID}}`])('reads %s', (text) => {
    expect(toGuid(text)).toBe(ID);
  });

  it.each([
    null,
    1,
    '',
    ID.slice(1),
    `${ID}0`,
    `${ID}\n`,
    '00000000-0000-0000-0000-000000000000',
    ID.replace('6', 'g'),
  ])('does not take %j for one', (value) => {
    expect(toGuid(value)).toBeNull();
  });
});
