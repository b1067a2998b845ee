import { describe, expect, it } from '@jest/globals';
import type { StoredBase } from '@spotler-connector/sweep';
import { fullBecause, type Situation } from './full-because.ts';

const DAY_MS = 86_400_000;
const BASE: StoredBase = {
  fingerprint: 'these',
  salt: 1,
  fullAt: 0,
  lastAt: DAY_MS,
  runs: [{ run: 'a', records: 1, contacts: 2 }],
  changes: {},
};
const NOW: Situation = { full: false, orphans: false, fingerprint: 'these', now: 2 * DAY_MS };

describe('whether a sweep reads everything', () => {
  it('does not, when one before it left enough', () => {
    expect(fullBecause(BASE, NOW)).toBeUndefined();
  });

  it.each<[string, StoredBase | undefined, Partial<Situation>]>([
    ['somebody says so', BASE, { full: true }],
    ['ids are needed that are not kept', BASE, { orphans: true }],
    ['it is about one table', BASE, { table: 'lead' }],
    ['there was none before', undefined, {}],
    ['settings are others', BASE, { fingerprint: 'those' }],
    ['a week is over', BASE, { now: 6.6 * DAY_MS }],
    ['the last one is in the future', { ...BASE, lastAt: 3 * DAY_MS }, {}],
    [
      'there were very many',
      { ...BASE, runs: Array.from({ length: 60 }, () => ({ run: 'a', records: 1, contacts: 1 })) },
      {},
    ],
  ])('does, when %s', (_, base, changes) => {
    expect(fullBecause(base, { ...NOW, ...changes })).toEqual(expect.any(String));
  });
});
