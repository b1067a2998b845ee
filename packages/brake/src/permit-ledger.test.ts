import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodeLedger,
  EMPTY_LEDGER,
  encodeLedger,
  type PermitLedger,
  release,
  releasedAt,
  take,
  usedAt,
  WINDOW_MS,
} from './permit-ledger.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

describe('taking permits', () => {
  it('never grants more than the limit within any hour, whatever the order of things', () => {
    const asks = fc.array(fc.record({ afterMs: fc.nat(2_000_000), wanted: fc.nat(30) }), { maxLength: 60 });
    fc.assert(
      fc.property(asks, fc.nat(50), (sequence, limit) => {
        const grants: { at: number; granted: number }[] = [];
        let [ledger, now] = [EMPTY_LEDGER, 0];
        for (const { afterMs, wanted } of sequence) {
          now += afterMs;
          const taken = take(ledger, { wanted, limit, now });
          grants.push({ at: now, granted: taken.granted });
          ({ ledger } = taken);
        }
        const perHour = grants.map(({ at: end }) =>
          grants.reduce((sum, { at, granted }) => sum + (at > end - WINDOW_MS && at <= end ? granted : 0), 0),
        );
        expect(Math.max(0, ...perHour)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('grants everything that is wanted while the limit lasts', () => {
    const { granted, ledger } = take(EMPTY_LEDGER, { wanted: 3, limit: 5, now: 0 });
    expect([granted, usedAt(ledger, 0)]).toEqual([3, 3]);
    expect(take(ledger, { wanted: 3, limit: 5, now: 1 }).granted).toBe(2);
  });

  it('keeps no more than an entry a minute, and forgets them after an hour though more are taken all the time', () => {
    let ledger = EMPTY_LEDGER;
    for (let now = 0; now < 2 * WINDOW_MS; now += 15_000) {
      ({ ledger } = take(ledger, { wanted: 1, limit: 1_000_000, now }));
    }
    expect(ledger.taken.length).toBeLessThanOrEqual(62);
    expect(usedAt(ledger, 2 * WINDOW_MS)).toBeLessThan(244);
  });
});

describe('the hour', () => {
  it('has passed after exactly that time', () => {
    const { ledger } = take(EMPTY_LEDGER, { wanted: 3, limit: 5, now: 7 });
    expect(usedAt(ledger, 7 + WINDOW_MS - 1)).toBe(3);
    expect(usedAt(ledger, 7 + WINDOW_MS)).toBe(0);
    expect(take(ledger, { wanted: 1, limit: 5, now: 7 + WINDOW_MS }).ledger.taken).toHaveLength(1);
  });

  it('counts permits of one minute together, as of the last of them, and those of two apart', () => {
    let ledger = EMPTY_LEDGER;
    // A clock that is a little behind joins in too.
    for (const now of [1, MINUTE_MS - 1, 5, MINUTE_MS]) {
      ({ ledger } = take(ledger, { wanted: 2, limit: 50, now }));
    }
    expect(ledger.taken).toEqual([
      { at: MINUTE_MS - 1, count: 6 },
      { at: MINUTE_MS, count: 2 },
    ]);
  });

  it('keeps no entry of nothing', () => {
    expect(take(EMPTY_LEDGER, { wanted: 2, limit: 0, now: 1 }).ledger.taken).toEqual([]);
  });

  it('grants nothing when the limit was lowered below what is taken', () => {
    const { ledger } = take(EMPTY_LEDGER, { wanted: 5, limit: 5, now: 0 });
    expect(take(ledger, { wanted: 5, limit: 2, now: 1 })).toEqual({ granted: 0, ledger });
  });
});

describe('permits that a person released', () => {
  const given = (at: number, count: number) => ({ at, count, by: 'someone' });

  it('come after those of the limit, and each is taken once', () => {
    let ledger: PermitLedger = release(EMPTY_LEDGER, given(0, 4));
    const granted: number[] = [];
    for (const now of [1, 2, 3]) {
      const taken = take(ledger, { wanted: 3, limit: 2, now });
      granted.push(taken.granted);
      ({ ledger } = taken);
    }
    expect(granted).toEqual([3, 3, 0]);
    expect(usedAt(ledger, 3)).toBe(2);
  });

  it('add up, and serve no other mistake a day later', () => {
    const ledger = release(release(EMPTY_LEDGER, given(0, 4)), given(10, 1));
    expect(releasedAt(EMPTY_LEDGER, 0)).toBe(0);
    expect(releasedAt(ledger, 10 + DAY_MS - 1)).toBe(5);
    expect(releasedAt(ledger, 10 + DAY_MS)).toBe(0);
    expect(release(ledger, given(10 + DAY_MS, 2)).released).toBe(2);
  });

  it('are remembered, the last hundred decisions', () => {
    let ledger = EMPTY_LEDGER;
    for (let at = 0; at < 103; at++) ledger = release(ledger, given(at, 1));
    expect(ledger.releases).toHaveLength(100);
    expect([ledger.releases[0], ledger.releases.at(-1)]).toEqual([given(3, 1), given(102, 1)]);
  });
});

describe('the stored form', () => {
  it('is read back as it was written', () => {
    const { ledger } = take(EMPTY_LEDGER, { wanted: 3, limit: 5, now: 7 });
    expect(decodeLedger(encodeLedger(ledger))).toEqual(ledger);
  });

  it('is read back with what was released', () => {
    const ledger = release(EMPTY_LEDGER, { at: 1, count: 2, by: 'someone' });
    expect(decodeLedger(encodeLedger(ledger))).toEqual(ledger);
  });

  it.each([
    ['a permit without a time', { taken: [{ count: 1 }] }],
    ['a permit without a count', { taken: [{ at: 1 }] }],
    ['a count that is text', { taken: [{ at: 1, count: '1' }] }],
    ['a release of nobody', { releases: [{ at: 1, count: 1 }] }],
    ['a release at no time', { releases: [{ count: 1, by: 'someone' }] }],
    ['a release of nothing', { releases: [{ at: 1, by: 'someone' }] }],
    ['no permits', { taken: undefined }],
    ['nothing about what was released', { released: undefined }],
    ['no releases', { releases: undefined }],
  ])('is not one with %s', (_title, changes) => {
    const body = Buffer.from(JSON.stringify({ ...EMPTY_LEDGER, ...changes }));
    expect(decodeLedger(body)).toBeUndefined();
  });

  it.each(['', '{', 'null', '{"taken":[{}],"released":0,"releases":[]}', '\u00ff'])('is not %j', (text) => {
    expect(decodeLedger(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});
