import { describe, expect, it } from '@jest/globals';
import type { EvidenceFact } from './facts.ts';
import { isGuid, membersOf, word } from './members.ts';
import { anErasure, anId, anInitiator } from './testing/some-facts.ts';

const AT = Date.UTC(2026, 10, 29);
const record = { table: 'lead', id: anId(4) } as const;

/** The members that are there. */
function members(fact: EvidenceFact): object {
  const all = membersOf(fact, AT, (id) => (isGuid(id) ? { id } : { key: `hash of ${id.length}` }));
  return JSON.parse(JSON.stringify(all));
}

describe('the entry about', () => {
  it.each<[string, EvidenceFact, object]>([
    [
      'an erasure',
      {
        kind: 'erasure',
        record,
        externalId: anId(9),
        decision: { rule: 'do-not-email', causes: ['do-not-email', 'inactive'], policyVersion: '2' },
        settings: 'abc',
        initiators: [
          { event: 'Update', userId: anId(1), operationId: null, changedAt: AT - 2_000 },
          { event: 'Delete', userId: null, operationId: anId(2).toUpperCase(), changedAt: null },
          { event: 'Merge', userId: null, operationId: null, changedAt: AT - 7_000 },
        ],
        jobId: anId(3),
        result: 'already-anonymized',
        dataverse: 'present',
        spotler: { kind: 'already-anonymized', status: 404 },
        readBack: 'gone',
      },
      {
        kind: 'erasure',
        table: 'lead',
        recordId: anId(4),
        contactId: anId(9),
        rule: 'do-not-email',
        causes: ['do-not-email', 'inactive'],
        policyVersion: '2',
        settings: 'abc',
        initiators: [
          { event: 'Update', userId: anId(1), operationId: null, changedAt: '2026-11-28T23:59:58.000Z' },
          { event: 'Delete', userId: null, operationId: anId(2), changedAt: null },
          { event: 'Merge', userId: null, operationId: null, changedAt: '2026-11-28T23:59:53.000Z' },
        ],
        jobId: anId(3),
        waitMs: 7_000,
        result: 'already-anonymized',
        dataverse: 'present',
        spotler: { kind: 'already-anonymized', status: 404 },
        readBack: 'gone',
      },
    ],
    [
      'an opt-out',
      { kind: 'opt-out', record, externalId: 'S-7', result: 'opted-out' },
      { kind: 'opt-out', table: 'lead', recordId: anId(4), contactKey: 'hash of 3', result: 'opted-out' },
    ],
    [
      'a job',
      { kind: 'job', jobId: anId(5), result: 'failed' },
      { kind: 'job', jobId: anId(5), result: 'failed' },
    ],
    [
      'a mending',
      { kind: 'mend', record, by: 'sweep', result: 'anonymized' },
      { kind: 'mend', table: 'lead', recordId: anId(4), by: 'sweep', result: 'anonymized' },
    ],
    ['a hold', { kind: 'held', record }, { kind: 'held', table: 'lead', recordId: anId(4) }],
    [
      'a release',
      { kind: 'released', count: 5, decidedBy: 'anna@example.org' },
      { kind: 'released', count: 5, decidedBy: 'hash of 16' },
    ],
    ['a rejection', { kind: 'rejected', decidedBy: anId(6) }, { kind: 'rejected', decidedBy: anId(6) }],
    [
      'a generation',
      { kind: 'generation', generation: '7', policyVersion: '2', settings: 'abc' },
      { kind: 'generation', generation: '7', policyVersion: '2', settings: 'abc' },
    ],
    [
      'a sweep',
      { kind: 'sweep', compared: 10, found: { 'stale-contact': 2, 'Anna Berg': 1 }, mended: 2 },
      { kind: 'sweep', compared: 10, found: { 'stale-contact': 2, hidden: 1 }, mended: 2 },
    ],
  ])('%s tells all that cannot be personal', (_title, fact, expected) => {
    expect(members(fact)).toEqual(expected);
  });

  it('a change of the future says that nobody waited', () => {
    expect(members(anErasure(1, { initiators: [{ ...anInitiator, changedAt: AT + 1 }] }))).toMatchObject({
      waitMs: 0,
    });
    const untold = { initiators: [{ ...anInitiator, changedAt: null }] };
    expect(members(anErasure(1, untold))).not.toHaveProperty('waitMs');
  });

  it.each([10, 11])('%i changes names ten at most', (count) => {
    const initiators = Array.from({ length: count }, () => anInitiator);
    expect(members(anErasure(1, { initiators }))).toHaveProperty('initiators.length', 10);
  });

  it('anything else hides what may be a name', () => {
    const free = 'anna@example.org';
    const fact = anErasure(1, {
      record: { table: 'contact', id: free },
      settings: free,
      jobId: free,
      initiators: [{ event: 'Anna Berg', userId: free, operationId: free, changedAt: null }],
    });
    expect(JSON.stringify(members(fact))).not.toMatch(/anna/i);
    expect(members(fact)).toMatchObject({ recordId: 'hidden', settings: 'hidden', jobId: 'hidden' });
  });
});

describe('a text', () => {
  it.each([
    ['a', 'a'],
    ['A.b_c:d+e-9', 'A.b_c:d+e-9'],
    ['a'.repeat(80), 'a'.repeat(80)],
    ['a'.repeat(81), 'hidden'],
    ['', 'hidden'],
    ['.a', 'hidden'],
    ['anna berg', 'hidden'],
    ['anna@example.org', 'hidden'],
    ['a\n', 'hidden'],
  ])('%j is kept as %j', (text, kept) => {
    expect(word(text)).toBe(kept);
  });

  it.each([
    [anId(1), true],
    [anId(1).toUpperCase(), true],
    [`x${anId(1)}`, false],
    [`${anId(1)}x`, false],
    [anId(1).slice(1), false],
    [anId(1).replaceAll('-', ''), false],
    ['S-7', false],
  ])('%s is a GUID: %s', (text, is) => {
    expect(isGuid(text)).toBe(is);
  });
});
