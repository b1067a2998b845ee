import { describe, expect, it } from '@jest/globals';
import type { EvidenceFact } from '@spotler-connector/ledger';
import { ObjectStoreError } from '@spotler-connector/object-store';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { withLookEvidence } from './evidence-of-look.ts';
import type { RecordTask } from './record-work.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const look: RecordTask = { ref, toldIds: new Set(), origin: 'ours', initiators: [], secondLook: true };
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '1' } as const;

function reconciled(kind: 'anonymized' | 'already-anonymized'): ReconcileOutcome {
  return { kind: 'reconciled', decision, effect: { kind, status: 410 }, attempts: 1 };
}

async function evidenceOf(
  outcome: ReconcileOutcome,
  task = look,
  append: (fact: EvidenceFact) => Promise<void> = async () => {},
) {
  const facts: EvidenceFact[] = [];
  const writer = {
    async append(fact: EvidenceFact) {
      await append(fact);
      facts.push(fact);
    },
  };
  return { given: await withLookEvidence(task, outcome, { writer, settings: 'abc' }), facts };
}

describe('evidence of a second look', () => {
  it('is kept of one that mended something', async () => {
    const outcome = reconciled('anonymized');
    const { given, facts } = await evidenceOf(outcome);
    expect(given).toBe(outcome);
    expect(facts).toMatchObject([
      { kind: 'mend', by: 'second-look', record: ref, result: 'anonymized', settings: 'abc' },
    ]);
  });

  it('is not kept of one that found nothing, nor of anything else', async () => {
    expect((await evidenceOf(reconciled('already-anonymized'))).facts).toEqual([]);
    const { secondLook: _, ...change } = look;
    expect((await evidenceOf(reconciled('anonymized'), change)).facts).toEqual([]);
  });

  it('is kept of a finding of a sweep that took something away, and of no other', async () => {
    const { secondLook: _, ...change } = look;
    const swept = { ...change, sweep: true };
    expect((await evidenceOf(reconciled('anonymized'), swept)).facts).toMatchObject([
      { kind: 'mend', by: 'sweep', result: 'anonymized' },
    ]);
    expect((await evidenceOf(reconciled('already-anonymized'), swept)).facts).toEqual([]);
    const synced: ReconcileOutcome = {
      kind: 'reconciled',
      decision,
      effect: { kind: 'synced', created: true },
      attempts: 1,
    };
    expect((await evidenceOf(synced, swept)).facts).toEqual([]);
  });

  it('is stored before the outcome is given: without it the look failed', async () => {
    const full = new ObjectStoreError({ kind: 'unavailable', code: 'ENOSPC' });
    const { given } = await evidenceOf(reconciled('anonymized'), look, () => Promise.reject(full));
    expect(given).toMatchObject({ kind: 'failed', failure: { code: 'ENOSPC' }, decision });
  });

  describe('when the store failed after something was mended', () => {
    /** The entries of a look whose first delivery could not store any, and which comes again. */
    async function entriesOf(change: Partial<RecordTask>) {
      const full = new ObjectStoreError({ kind: 'unavailable', code: 'ENOSPC' });
      const failed = await evidenceOf(reconciled('anonymized'), look, () => Promise.reject(full));
      expect(failed.given.kind).toBe('failed');
      const again = await evidenceOf(reconciled('already-anonymized'), { ...look, ...change });
      return [...failed.facts, ...again.facts];
    }

    it('is kept of the delivery that comes again, before its outcome is given', async () => {
      expect(await entriesOf({ repeatedLook: 'second-look' })).toMatchObject([
        { kind: 'mend', by: 'second-look', record: ref, result: 'maybe-anonymized' },
      ]);
    });

    it('would be lost if nobody knew that it comes again', async () => {
      expect(await entriesOf({})).toEqual([]);
    });
  });

  it('is kept of a sweep that comes again only where it may have taken something away', async () => {
    const { secondLook: _, ...change } = look;
    const again = { ...change, repeatedLook: 'sweep' } as const;
    expect((await evidenceOf(reconciled('already-anonymized'), again)).facts).toMatchObject([
      { by: 'sweep', result: 'maybe-anonymized' },
    ]);
    const synced: ReconcileOutcome = {
      kind: 'reconciled',
      decision,
      effect: { kind: 'synced' },
      attempts: 1,
    };
    expect((await evidenceOf(synced, again)).facts).toEqual([]);
    expect((await evidenceOf(synced, { ...again, repeatedLook: 'second-look' })).facts).toMatchObject([
      { by: 'second-look', result: 'maybe-synced' },
    ]);
  });
});
