import { describe, expect, it } from '@jest/globals';
import { aLetter, CANARY, RECORD_ID } from '../../testing/a-letter.ts';
import { deadLetterOf } from './dead-letter.ts';
import { filterOf } from './filter-flags.ts';
import { createLetterGroups } from './group-letters.ts';
import { type LetterFilter, matches } from './letter-filter.ts';

const NOON = Date.parse('2026-01-31T12:00:00Z');

describe('deadLetterOf', () => {
  it('reads what commands go by, and nothing personal', () => {
    const letter = deadLetterOf(aLetter({ number: 5 }));
    expect(letter).toEqual({
      sequenceNumber: '5',
      reason: 'SpotlerRejected',
      table: 'contact',
      message: 'Update',
      records: [{ table: 'contact', id: RECORD_ID }],
      enqueuedAt: NOON,
      replays: 0,
    });
  });

  it.each([
    [{ body: Buffer.from(CANARY) }, { table: 'unknown', message: 'unknown', records: [] }],
    [{ body: { MessageName: 'Update', PrimaryEntityName: 'task' } }, { table: 'task', message: 'Update' }],
    [{ deadLetterReason: `Failed for ${CANARY}` }, { reason: 'other' }],
    [{ deadLetterReason: '' }, { reason: 'none' }],
  ])('reads %j', (changes, expected) => {
    expect(deadLetterOf(aLetter(changes))).toMatchObject(expected);
    expect(JSON.stringify(deadLetterOf(aLetter(changes)))).not.toContain('canary');
  });
});

describe('filterOf', () => {
  it('refuses a time that ends before it begins, for nothing would ever be found', () => {
    expect(filterOf({ since: 1, until: 2, peekRate: 0 })).toEqual({ since: 1, until: 2 });
    expect(() => filterOf({ since: 2, until: 2, peekRate: 0 })).toThrow('--until is not after --since');
  });
});

describe('matches', () => {
  const letter = deadLetterOf(aLetter());
  it.each<[LetterFilter, boolean]>([
    [{}, true],
    [{ reason: 'spotlerrejected', table: 'contact', record: RECORD_ID }, true],
    [{ reason: 'NotErased' }, false],
    [{ table: 'lead' }, false],
    [{ record: RECORD_ID.replace('0', '1') }, false],
    [{ since: NOON, until: NOON + 1 }, true],
    [{ since: NOON + 1 }, false],
    [{ until: NOON }, false],
  ])('%j: %s', (filter, expected) => {
    expect(matches(filter, letter)).toBe(expected);
  });

  it('finds a letter of unknown time within no span', () => {
    const timeless = { ...letter, enqueuedAt: undefined };
    expect(matches({ since: 0 }, timeless)).toBe(false);
    expect(matches({ until: NOON }, timeless)).toBe(false);
    expect(matches({}, timeless)).toBe(true);
  });
});

describe('createLetterGroups', () => {
  it('counts by what was asked for, with the oldest and the newest', () => {
    const groups = createLetterGroups(['reason']);
    for (const [reason, enqueuedAt] of [
      ['A', 3],
      ['B', 1],
      ['A', 2],
    ] as const) {
      groups.add({ ...deadLetterOf(aLetter()), reason, enqueuedAt });
    }
    expect(groups.list()).toEqual([
      { key: { reason: 'A' }, count: 2, oldest: 2, newest: 3 },
      { key: { reason: 'B' }, count: 1, oldest: 1, newest: 1 },
    ]);
  });

  it('keeps a bounded number of groups, and loses no count', () => {
    const groups = createLetterGroups(['message']);
    for (let number = 0; number < 5_000; number += 1) {
      groups.add({ ...deadLetterOf(aLetter()), message: `event${number}` });
    }
    expect(groups.list().length).toBeLessThan(1_100);
    expect(groups.list()[0]).toMatchObject({ key: { message: 'other' }, count: 4_000 });
    expect(groups.count).toBe(5_000);
  });
});
