import { describe, expect, it } from '@jest/globals';
import { aDeadLetter, CANARY, RECORD_ID } from '../../testing/a-dead-letter.ts';
import { deadLetterOf } from '../message/dead-letter.ts';
import { type DeadLetterFilter, matches } from './dead-letter-filter.ts';
import { filterOf } from './filter-flags.ts';
import { createDeadLetterGroups } from './group-dead-letters.ts';

const NOON = Date.parse('2026-01-31T12:00:00Z');

describe('deadLetterOf', () => {
  it('reads what commands go by, and nothing personal', () => {
    const deadLetter = deadLetterOf(aDeadLetter({ number: 5 }));
    expect(deadLetter).toEqual({
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
    expect(deadLetterOf(aDeadLetter(changes))).toMatchObject(expected);
    expect(JSON.stringify(deadLetterOf(aDeadLetter(changes)))).not.toContain('canary');
  });

  it.each([
    ['a large integer in its body', { body: { number: 1n } }],
    ['no body', { body: undefined }],
    ['a content type that is no text', { body: '<xml/>', contentType: 5 }],
  ])('reads a dead letter with %s, whoever sent it', (_title, odd) => {
    const deadLetter = deadLetterOf(Object.assign(aDeadLetter(), odd));
    expect(deadLetter).toMatchObject({ sequenceNumber: '1', table: 'unknown', message: 'unknown' });
  });
});

describe('filterOf', () => {
  it('refuses a time that ends before it begins, for nothing would ever be found', () => {
    expect(filterOf({ since: 1, until: 2, peekRate: 0 })).toEqual({ since: 1, until: 2 });
    expect(() => filterOf({ since: 2, until: 2, peekRate: 0 })).toThrow('--until is not after --since');
  });
});

describe('matches', () => {
  const deadLetter = deadLetterOf(aDeadLetter());
  it.each<[DeadLetterFilter, boolean]>([
    [{}, true],
    [{ reason: 'spotlerrejected', table: 'contact', record: RECORD_ID }, true],
    [{ reason: 'NotErased' }, false],
    [{ table: 'lead' }, false],
    [{ record: RECORD_ID.replace('0', '1') }, false],
    [{ since: NOON, until: NOON + 1 }, true],
    [{ since: NOON + 1 }, false],
    [{ until: NOON }, false],
  ])('%j: %s', (filter, expected) => {
    expect(matches(filter, deadLetter)).toBe(expected);
  });

  it('finds a dead letter of unknown time within no span', () => {
    const timeless = { ...deadLetter, enqueuedAt: undefined };
    expect(matches({ since: 0 }, timeless)).toBe(false);
    expect(matches({ until: NOON }, timeless)).toBe(false);
    expect(matches({}, timeless)).toBe(true);
  });
});

describe('createDeadLetterGroups', () => {
  it('counts by what was asked for, with the oldest and the newest', () => {
    const groups = createDeadLetterGroups(['reason']);
    for (const [reason, enqueuedAt] of [
      ['A', 3],
      ['B', 1],
      ['A', 2],
    ] as const) {
      groups.add({ ...deadLetterOf(aDeadLetter()), reason, enqueuedAt });
    }
    expect(groups.list()).toEqual([
      { key: { reason: 'A' }, count: 2, oldest: 2, newest: 3 },
      { key: { reason: 'B' }, count: 1, oldest: 1, newest: 1 },
    ]);
  });

  it('keeps a bounded number of groups, and loses no count', () => {
    const groups = createDeadLetterGroups(['message']);
    for (let number = 0; number < 5_000; number += 1) {
      groups.add({ ...deadLetterOf(aDeadLetter()), message: `event${number}` });
    }
    expect(groups.list().length).toBeLessThan(1_100);
    expect(groups.list()[0]).toMatchObject({ key: { message: 'other' }, count: 4_000 });
    expect(groups.count).toBe(5_000);
  });
});
