import { describe, expect, it } from '@jest/globals';
import { CONTACT } from '../store/table-definition.ts';
import { attributesOf, contractValue } from './contract-value.ts';

const CONTRACTS = 'http://schemas.microsoft.com/xrm/2011/Contracts';

describe('a value in a message', () => {
  it.each([
    ['text as it is', 'Berg', 'text', 'Berg'],
    ['a flag as it is', false, 'flag', false],
    ['a number as it is', 1.5, 'number', 1.5],
    ['nothing as null', undefined, 'text', null],
    ['a choice with its type', 2, 'choice', { __type: `OptionSetValue:${CONTRACTS}`, Value: 2 }],
    ['several choices as a bare array', [1, 2], 'choices', [{ Value: 1 }, { Value: 2 }]],
    ['an instant in UTC milliseconds', '2017-09-26T00:04:07Z', 'instant', '/Date(1506384247000)/'],
    ['a day before 1970', '1969-12-31', 'day', '/Date(-86400000)/'],
    [
      'a lookup as a reference',
      { table: 'account', id: 'x', name: 'Berg BV' },
      'lookup',
      { LogicalName: 'account', Id: 'x', Name: 'Berg BV' },
    ],
  ] as const)('is %s', (_, value, kind, expected) => {
    const written = contractValue(value, kind);
    if (typeof expected === 'object' && expected !== null) expect(written).toMatchObject(expected);
    else expect(written).toBe(expected);
  });
});

describe('attributes', () => {
  it('are an array of key and value, with nulls in a Target and without in an image', () => {
    const columns = { lastname: 'Berg', jobtitle: null };
    expect(attributesOf(columns, CONTACT, false)).toEqual([
      { key: 'lastname', value: 'Berg' },
      { key: 'jobtitle', value: null },
    ]);
    expect(attributesOf(columns, CONTACT, true)).toEqual([{ key: 'lastname', value: 'Berg' }]);
  });
});
