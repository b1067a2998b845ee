import { describe, expect, it } from '@jest/globals';
import type { EvidenceFact } from '@spotler-connector/ledger';
import { ObjectStoreError } from '@spotler-connector/object-store';
import type { ContactEvidence } from '@spotler-connector/reconciler';
import { evidenceSink } from './evidence-sink.ts';

const id = '6d81597f-0f9f-e711-8122-000d3aa2331c';
const decision = { action: 'anonymize', rule: 'deleted', causes: ['deleted'], policyVersion: '2' } as const;
const initiator = { event: 'Delete', userId: id, operationId: null, changedAt: 1 };

function evidenceOf(changes: Partial<ContactEvidence> = {}): ContactEvidence {
  return {
    ref: { table: 'contact', id },
    decision,
    reading: {
      snapshot: { table: 'contact', presence: 'deleted' },
      version: null,
      externalId: 'S-1',
      properties: { email: 'canary@example.org' },
      order: null,
    },
    effect: { kind: 'anonymized', status: 410 },
    readBack: 'gone',
    ...changes,
  };
}

async function kept(evidence: ContactEvidence): Promise<EvidenceFact[]> {
  const facts: EvidenceFact[] = [];
  const writer = { append: async (fact: EvidenceFact) => void facts.push(fact) };
  await evidenceSink({ writer, settings: 'abc', initiators: [initiator] }).record(evidence);
  return facts;
}

describe('the ledger as a sink of evidence', () => {
  it('is told what was decided, done and answered, and no property of the contact', async () => {
    const facts = await kept(evidenceOf());
    expect(facts).toEqual([
      {
        kind: 'erasure',
        record: { table: 'contact', id },
        externalId: 'S-1',
        decision: { rule: 'deleted', causes: ['deleted'], policyVersion: '2' },
        settings: 'abc',
        initiators: [initiator],
        jobId: undefined,
        result: 'anonymized',
        dataverse: 'deleted',
        spotler: { kind: 'anonymized', status: 410 },
        readBack: 'gone',
      },
    ]);
  });

  it('is told that a contact was not erased when it was read back all the same', async () => {
    const [fact] = await kept(evidenceOf({ readBack: 'present' }));
    expect(fact).toMatchObject({
      result: 'not-erased',
      spotler: { kind: 'anonymized' },
      readBack: 'present',
    });
  });

  it('names the job whose order stands', async () => {
    const { reading } = evidenceOf();
    const order = { jobId: id, orderedOn: null };
    expect(await kept(evidenceOf({ reading: { ...reading, order } }))).toMatchObject([{ jobId: id }]);
  });

  it.each([
    ['opted-out', { kind: 'opt-out', result: 'opted-out' }],
    ['synced-opted-out', { kind: 'opt-out', result: 'synced-opted-out' }],
    ['held', { kind: 'held' }],
  ] as const)('takes in what was %s', async (kind, fact) => {
    expect(await kept(evidenceOf({ effect: { kind }, readBack: undefined }))).toMatchObject([fact]);
  });

  it('keeps nothing of a sync', async () => {
    expect(await kept(evidenceOf({ effect: { kind: 'synced' }, readBack: undefined }))).toEqual([]);
  });

  it('fails as a port does when nothing can be stored', async () => {
    const writer = {
      append: () => Promise.reject(new ObjectStoreError({ kind: 'authentication', status: 403 })),
    };
    const sink = evidenceSink({ writer, settings: 'abc', initiators: [] });
    await expect(sink.record(evidenceOf())).rejects.toMatchObject({
      failure: { side: 'state', kind: 'authentication', status: 403 },
    });
  });
});
