import { expect } from '@jest/globals';
import type { Finding } from '../finding.ts';
import { changingSides } from './changing-sides.ts';
import { severalSweeps } from './several-sweeps.ts';
import { aContact, aRecord, decisionOn } from './two-sides.ts';

/** Test support: the decision on a person who refuses. */
export const REFUSES = { decision: decisionOn({ doNotEmail: true }) };

/** Test support: so many people on both sides, compared once. */
export async function aStage(people = 35) {
  const sides = changingSides();
  for (let number = 0; number < people; number++) {
    sides.put(aRecord(number));
    sides.write(aContact(number));
  }
  const sweeps = severalSweeps(sides);
  expect((await sweeps.next()).findings).toEqual([]);
  sides.asked.length = 0;
  return { sides, sweeps };
}

/** Test support: kinds and numbers of findings, in order. */
export function kindsOf(findings: readonly Finding[]): string[] {
  return findings.map(({ kind, ref }) => `${kind} ${Number(ref?.id.slice(-12))}`).sort();
}
