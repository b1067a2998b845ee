import { describe, expect, it } from '@jest/globals';
import type { Entry } from '../entry.ts';
import { createDays } from './days.ts';
import { createGenerations } from './generations.ts';
import { createMonthCounter } from './month-counter.ts';
import { createCounter, createTallyCounter } from './tallies.ts';
import { createWaitMeter } from './waits.ts';

function anEntry(changes: Partial<Entry>): Entry {
  return {
    chain: 'a',
    seq: 1,
    prev: 'p',
    hash: 'h',
    at: '2026-11-29T10:00:00.000Z',
    kind: 'erasure',
    ...changes,
  };
}

describe('counting', () => {
  it('waits gives the lower middle one and the longest, however many there are', () => {
    const meter = createWaitMeter();
    for (const milliseconds of [30, 10, 200]) meter.add(milliseconds);
    expect(meter.waits()).toEqual({ measured: 3, medianMs: 30, maxMs: 200 });
    meter.add(4);
    expect(meter.waits()).toEqual({ measured: 4, medianMs: 10, maxMs: 200 });
    for (let count = 0; count < 5_000; count++) meter.add(1_000 + count);
    expect(meter.waits()).toEqual({ measured: 5_004, medianMs: 1_000 + 2_497, maxMs: 5_999 });
  });

  it('generations keeps each once, as the first worker told of it, oldest first', () => {
    const generations = createGenerations();
    const seven = { generation: '7', policyVersion: '2', settings: 'abc' };
    const told = [
      { at: '2026-11-29T10', ...seven },
      { at: '2026-11-29T12', ...seven },
      { at: '2026-11-29T09', ...seven },
      { at: '2026-11-29T08', ...seven, settings: 'def' },
      { at: '2026-11-29T11', ...seven, generation: '8' },
      { at: '2026-11-29T07', ...seven, policyVersion: '3' },
    ];
    for (const each of told) generations.add(anEntry({ kind: 'generation', ...each }));
    generations.add(anEntry({ kind: 'generation', at: '2026-11-29T06' }));
    expect(generations.list()).toEqual([
      { at: '2026-11-29T06', generation: '', policyVersion: '', settings: '' },
      told[5],
      told[3],
      told[2],
      told[4],
    ]);
  });

  it('days gives one line for each, oldest first, by what was done', () => {
    const days = createDays();
    const results = [
      'anonymized',
      'already-anonymized',
      'not-erased',
      'opted-out',
      'synced-opted-out',
      'else',
    ];
    for (const day of ['2026-11-30', '2026-11-28']) {
      for (const result of results) days.add(anEntry({ at: `${day}T23:59:59.999Z`, result }));
    }
    days.add(anEntry({ at: '2026-11-27' }));
    const counts = { anonymized: 1, alreadyAnonymized: 1, notErased: 1, optedOut: 2 };
    expect(days.tallies()).toEqual([
      { day: '2026-11-28', ...counts },
      { day: '2026-11-30', ...counts },
    ]);
  });

  it('by name, and by table, rule and result, is in the order of the alphabet', () => {
    const counter = createCounter();
    for (const name of ['b', 'a', 'b']) counter.add(name);
    counter.add('a', 5);
    expect(Object.entries(counter.counts())).toEqual([
      ['a', 6],
      ['b', 2],
    ]);
    const tallies = createTallyCounter();
    const tallied = { table: 'lead', rule: 'deleted', result: 'anonymized' };
    for (const changes of [{}, { table: 'contact' }, { rule: 'inactive' }, { result: 'not-erased' }, {}]) {
      tallies.add({ ...tallied, ...changes });
    }
    expect(tallies.tallies()).toEqual([
      { ...tallied, table: 'contact', count: 1 },
      { ...tallied, count: 2 },
      { ...tallied, result: 'not-erased', count: 1 },
      { ...tallied, rule: 'inactive', count: 1 },
    ]);
  });

  it('a month adds up what each kind of entry says, and what it leaves out', () => {
    const counter = createMonthCounter('2026-11');
    const initiators = [{ event: 'Update', userId: null, operationId: null, changedAt: null }];
    const about = { table: 'lead', rule: 'deleted', result: 'anonymized', waitMs: 0, initiators };
    for (const changes of [
      { kind: 'begin' },
      { kind: 'erasure', ...about },
      { kind: 'opt-out', ...about, result: 'opted-out', waitMs: 8 },
      { kind: 'opt-out' },
      { kind: 'held' },
      { kind: 'held', count: 2 },
      { kind: 'released', count: 3 },
      { kind: 'rejected', count: 4 },
      { kind: 'job', result: 'failed' },
      { kind: 'job' },
      { kind: 'mend', by: 'sweep', result: 'synced' },
      { kind: 'sweep', compared: 10, mended: 2, found: { orphan: 1 } },
      { kind: 'sweep', compared: 5, found: { orphan: 2, missing: 1 } },
      { kind: 'sweep' },
      { kind: 'generation', generation: '7' },
    ]) {
      counter.add(anEntry(changes));
    }
    expect(counter.entries).toBe(15);
    expect(counter.report()).toEqual({
      month: '2026-11',
      entries: 15,
      erasures: [{ table: 'lead', rule: 'deleted', result: 'anonymized', count: 1 }],
      optOuts: [
        { table: '', rule: '', result: '', count: 1 },
        { table: 'lead', rule: 'deleted', result: 'opted-out', count: 1 },
      ],
      days: [{ day: '2026-11-29', anonymized: 1, alreadyAnonymized: 0, notErased: 0, optedOut: 1 }],
      waits: { measured: 2, medianMs: 0, maxMs: 8 },
      events: { Update: 2 },
      brake: { held: 3, released: 3, rejected: 4 },
      jobs: { '': 1, failed: 1 },
      mends: { 'sweep synced': 1 },
      sweeps: { count: 3, compared: 15, mended: 2, found: { missing: 1, orphan: 3 } },
      generations: [{ at: '2026-11-29T10:00:00.000Z', generation: '7', policyVersion: '', settings: '' }],
    });
  });
});
