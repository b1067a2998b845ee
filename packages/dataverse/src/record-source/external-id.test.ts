import { describe, expect, it } from '@jest/globals';
import {
  type ExternalIdFallback,
  externalIdFor,
  externalIdOfDeleted,
  externalIdOfPresent,
} from './external-id.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const UNKNOWN = expect.objectContaining({ kind: 'rejected', code: 'ExternalIdUnknown' });

function rules(fallback: ExternalIdFallback, column: string | undefined = 'new_spotlerid') {
  return { column, fallback };
}

describe('an external id', () => {
  it.each([
    ['S-1', 'S-1'],
    ['S-1  ', 'S-1'],
    ['S 1', 'S 1'],
    [4711, '4711'],
    ['2026-01-01T00:00:00+02:00', '2026-01-01T00:00:00+02:00'],
  ])('of a record with %j in its column is %j', (value, externalId) => {
    expect(externalIdOfPresent(rules('none'), ID, value)).toBe(externalId);
    expect(externalIdOfPresent(rules('record-id'), ID, value)).toBe(externalId);
  });

  it.each([null, '', ' ', 1.5, true, undefined])(
    'of a record with %j there is what stands in for it',
    (value) => {
      expect(externalIdOfPresent(rules('record-id'), ID, value)).toBe(ID);
      expect(externalIdOfPresent(rules('write-back'), ID, value)).toBe(ID);
      expect(() => externalIdOfPresent(rules('none'), ID, value)).toThrow('column new_spotlerid is empty');
      expect(externalIdFor(rules('none'), ID, value)).toBeNull();
    },
  );

  it('is the record id when there is no column', () => {
    expect(externalIdOfPresent({ column: undefined, fallback: 'none' }, ID, undefined)).toBe(ID);
    expect(externalIdOfDeleted({ column: undefined, fallback: 'none' }, ID, undefined)).toBe(ID);
  });
});

describe('white space that a search would not ignore', () => {
  it.each([' S-1', '\tS-1', '\u00a0S-1', 'S-1\n', 'S-1\t ', '\t'])(
    'around %j leaves nobody knowing who else has the contact',
    (value) => {
      for (const fallback of ['record-id', 'write-back', 'none'] as const) {
        for (const idOf of [externalIdOfPresent, externalIdOfDeleted]) {
          expect(() => idOf(rules(fallback), ID, value)).toThrow(UNKNOWN);
          expect(() => idOf(rules(fallback), ID, value)).toThrow(
            'column new_spotlerid has white space around its value',
          );
        }
      }
      expect(externalIdOfPresent({ column: undefined, fallback: 'none' }, ID, value)).toBe(ID);
    },
  );
});

describe('the external id of a deleted record', () => {
  it('is what its pre-image said', () => {
    expect(externalIdOfDeleted(rules('none'), ID, 'S-1')).toBe('S-1');
    expect(externalIdOfDeleted(rules('record-id'), ID, null)).toBe(ID);
  });

  it.each([
    ['record-id', undefined, 'no pre-image'],
    ['write-back', undefined, 'no pre-image'],
    ['none', undefined, 'no pre-image'],
    ['none', null, 'was empty'],
  ] as const)('is not known with %s and %j, and never guessed', (fallback, told, why) => {
    expect(() => externalIdOfDeleted(rules(fallback), ID, told)).toThrow(UNKNOWN);
    expect(() => externalIdOfDeleted(rules(fallback), ID, told)).toThrow(why);
  });
});
