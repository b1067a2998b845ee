import { describe, expect, it } from '@jest/globals';
import type { Fate, TriedMutant } from './mutant.ts';
import { formatReport, isGood, reportOn } from './report.ts';
import type { KnownSurvivor } from './survivors/known-survivors.ts';
import { aMutant } from './testing/a-mutant.ts';

function tried(...fates: readonly Fate[]): readonly TriedMutant[] {
  return fates.map((fate, index) => ({ mutant: aMutant({ id: `${index}` }), fate }));
}

const ENTRY: KnownSurvivor = { ...aMutant(), reason: 'never the same' };

describe('a report', () => {
  it('counts what was killed, or never ended, of all mutants', () => {
    const report = reportOn('a', tried('killed', 'hung', 'survived', 'unreached'), [], 30_000);
    expect(report).toMatchObject({ mutants: 4, killed: 2, score: 50, listed: 0, perMinute: 8 });
    expect(report.unlisted).toHaveLength(2);
  });

  it('is good from the score that is wanted on, if the list is true', () => {
    const report = reportOn('a', tried('killed', 'survived'), [ENTRY], 1_000);
    expect(isGood(report, 50)).toBe(true);
    expect(isGood(report, 50.1)).toBe(false);
    expect(isGood(reportOn('a', tried('killed'), [ENTRY], 1_000), 50)).toBe(false);
  });

  it('names each survivor that is not listed, and each entry that is wrong', () => {
    expect(formatReport(reportOn('a', tried('killed', 'survived'), [], 60_000))).toEqual([
      'packages/a/src/a.ts:3 survived EqualityOperator: a > b → a >= b',
      'a: 1 of 2 mutants killed, 50.0 %; 1 survive unlisted, 0 listed with a reason; 2 a minute',
    ]);
    expect(formatReport(reportOn('a', tried('killed'), [ENTRY], 60_000))).toEqual([
      'packages/a/src/a.ts: listed, but killed: a > b → a >= b',
      'a: 1 of 1 mutants killed, 100.0 %; 0 survive unlisted, 0 listed with a reason; 1 a minute',
    ]);
  });
});
