import { expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { reportSwept } from './report-swept.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;
const task = { ref, toldIds: new Set<string>(), origin: 'ours', initiators: [] } as const;

function erased(kind: 'anonymized' | 'already-anonymized'): ReconcileOutcome {
  return { kind: 'reconciled', decision, effect: { kind, status: 410 }, attempts: 1 };
}

function someReports() {
  const said: string[] = [];
  const reports = reportSwept(
    {
      info: (event) => void said.push(event),
      warn: (event, fields) => void said.push(`${event} ${fields?.recordId}`),
    },
    { swept: (outcome) => void said.push(outcome) },
  );
  return { said, reports };
}

it('says that somebody was erased late when a sweep led to it', () => {
  const { said, reports } = someReports();
  reports.onSwept(ref, erased('anonymized'));
  expect(said).toEqual(['anonymized', `erased late ${ref.id}`]);
});

it('only counts a finding where all was right by then, and nothing that is not done', () => {
  const { said, reports } = someReports();
  reports.onSwept(ref, erased('already-anonymized'));
  reports.onSwept(ref, { kind: 'not-erased', decision, attempts: 1 });
  expect(said).toEqual(['nothing']);
});

it('says the same of a further contact that a sweep led to, and not of another one', () => {
  const { said, reports } = someReports();
  reports.onFollowUp(ref, erased('anonymized'), task);
  expect(said).toEqual(['record followed']);
  reports.onFollowUp(ref, erased('anonymized'), { ...task, sweep: true });
  expect(said.slice(1)).toEqual(['record followed', 'anonymized', `erased late ${ref.id}`]);
});
