import { describe, expect, it } from '@jest/globals';
import { FINDING_KINDS } from './finding.ts';
import { createFindingCounts, isMended, ONLY_REPORTED } from './sweep-summary.ts';
import { aFinding } from './testing/a-finding.ts';
import { decisionOn } from './testing/two-sides.ts';

const FOREIGN = aFinding({ kind: 'foreign-id', contactId: 'S-7', decision: undefined });
const REFUSES = aFinding();
const WITHOUT_ADDRESS = aFinding({ decision: decisionOn({ email: null }) });
const DIFFERS = aFinding({ kind: 'differs', decision: decisionOn(), properties: ['lastName'] });

describe('counts of findings', () => {
  it('group what is alike by kind, rule and cause, the most first', () => {
    const counts = createFindingCounts(false);
    const two = { ...DIFFERS, properties: ['email', 'lastName'] };
    for (const finding of [FOREIGN, DIFFERS, two, two, WITHOUT_ADDRESS, REFUSES, REFUSES, REFUSES]) {
      counts.add(finding);
    }
    expect(counts.groups()).toEqual([
      { kind: 'must-be-gone', rule: 'do-not-email', details: ['do-not-email'], count: 3 },
      { kind: 'must-be-gone', rule: 'no-valid-email', details: ['no-email'], count: 1 },
      { kind: 'differs', rule: 'eligible', details: ['email', 'lastName'], count: 2 },
      { kind: 'differs', rule: 'eligible', details: ['lastName'], count: 1 },
      { kind: 'foreign-id', rule: undefined, details: [], count: 1 },
    ]);
    expect([counts.of('must-be-gone'), counts.of('differs'), counts.of('missing')]).toEqual([4, 3, 0]);
  });

  it('are empty at the beginning', () => {
    const counts = createFindingCounts(true);
    expect([counts.groups(), counts.of('orphan'), counts.mendable(), counts.erasures()]).toEqual([
      [],
      0,
      0,
      0,
    ]);
  });

  it.each([
    { foreignIdsToo: false, mendable: 4, erasures: 2 },
    { foreignIdsToo: true, mendable: 5, erasures: 3 },
  ])('say what is mended and erased, foreign ids too: $foreignIdsToo', ({ foreignIdsToo, ...expected }) => {
    const counts = createFindingCounts(foreignIdsToo);
    const kinds = ['orphan', 'must-be-opted-out', 'held-twice', 'other-spelling'] as const;
    for (const kind of kinds) counts.add(aFinding({ kind }));
    for (const finding of [REFUSES, DIFFERS, FOREIGN]) counts.add(finding);
    expect({ mendable: counts.mendable(), erasures: counts.erasures() }).toEqual(expected);
  });
});

it('only those kinds are reported that no sweep mends without being told so', () => {
  const left = FINDING_KINDS.filter((kind) => !isMended({ kind, contactId: 'S-7' }, false));
  expect(new Set(ONLY_REPORTED)).toEqual(new Set(left));
});
