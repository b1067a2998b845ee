import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeLedger, EMPTY_LEDGER, encodeLedger, take, usedAt, WINDOW_MS } from './permit-ledger.ts';

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
        for (const { at: end } of grants) {
          const granted = grants.filter(({ at }) => at > end - WINDOW_MS && at <= end);
          expect(granted.reduce((sum, grant) => sum + grant.granted, 0)).toBeLessThanOrEqual(limit);
        }
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
    for (let now = 0; now < 2 * WINDOW_MS; now += 1_000) {
      ({ ledger } = take(ledger, { wanted: 1, limit: 1_000_000, now }));
    }
    expect(ledger.taken.length).toBeLessThanOrEqual(62);
    expect(usedAt(ledger, 2 * WINDOW_MS)).toBeLessThan(3_660);
  });
});

describe('the stored form', () => {
  it('is read back as it was written', () => {
    const { ledger } = take(EMPTY_LEDGER, { wanted: 3, limit: 5, now: 7 });
    expect(decodeLedger(encodeLedger(ledger))).toEqual(ledger);
  });

  it.each(['', '{', 'null', '{"taken":[{}],"released":0,"releases":[]}', '\u00ff'])('is not %j', (text) => {
    expect(decodeLedger(Buffer.from(text, 'latin1'))).toBeUndefined();
  });
});
