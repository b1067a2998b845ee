import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@spotler-connector/clock/testing';
import { DataverseError, type RecordReading } from '@spotler-connector/dataverse';
import { aDeletedReading, aRecordReading } from '@spotler-connector/dataverse/testing';
import type { EvidenceFact } from '@spotler-connector/ledger';
import { ObjectStoreError } from '@spotler-connector/object-store';
import type { Reconciled } from '@spotler-connector/observability';
import type { ContactTarget } from '@spotler-connector/reconciler';
import { createRecordReconciler } from './reconcile-record.ts';
import type { RecordTask } from './record-work.ts';
import type { WantedLook } from './second-looks.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const task: RecordTask = { ref, toldIds: new Set(), origin: 'ours', initiators: [] };
const policy = { anonymizeContactWhenInactive: false, anonymizeAccountOnDoNotEmail: false };
const initiator = { event: 'Delete', userId: ref.id, operationId: null, changedAt: 1 };
const order = { jobId: '7d81597f-0f9f-e711-8122-000d3aa2331d', initiator };
const deleted = aDeletedReading({ ref, externalId: ref.id });

/**
 * A reconciler over a Dataverse where each reading takes 5 ms and finds this, with what it measured and
 * anonymized.
 */
function aReconciler(
  read: () => Promise<RecordReading> = async () => deleted,
  dryRun = false,
  append = async (_: EvidenceFact) => {},
) {
  const clock = createManualClock();
  const measured: Reconciled[] = [];
  const anonymized: string[] = [];
  const facts: EvidenceFact[] = [];
  const looks: WantedLook[] = [];
  const sweeps: string[] = [];
  const draining = new AbortController();
  const target: ContactTarget = {
    async anonymize(externalId) {
      anonymized.push(externalId);
      return { outcome: 'anonymized', status: 410 };
    },
    readBack: async () => (anonymized.length > 0 ? 'gone' : 'present'),
    sync: async () => ({ created: false }),
    optOut: async () => ({ outcome: 'opted-out' }),
  };
  const reconciler = createRecordReconciler({
    records: {
      read: () => clock.sleep(5).then(read),
      holders: async () => [],
      mergedRecords: async () => [],
      storeExternalId: async () => 'kept',
    },
    columns: { check: async () => {} },
    jobs: undefined,
    target,
    configuration: {
      policy,
      syncContacts: true,
      spotler: { latestEffectMs: 900_000 },
      dryRun,
      dataverse: { externalIdColumn: undefined, externalIdFallback: 'record-id' },
    },
    brake: undefined,
    evidence: {
      async append(fact) {
        await append(fact);
        facts.push(fact);
      },
    },
    onFollowUp() {},
    onSwept: (swept, { kind }) => void sweeps.push(`${swept.id} ${kind}`),
    looks: { arrange: async (wanted) => void looks.push(...wanted) },
    onSecondLook() {},
    onOutcome: (_outcome, given) => void measured.push(given),
    clock,
    draining: draining.signal,
    signal: new AbortController().signal,
  });
  return { reconciler, clock, measured, anonymized, facts, looks, sweeps, draining };
}

describe('reconciling a record', () => {
  it('makes its contact agree, and measures the action, the deciding cause, the outcome and the time', async () => {
    const { reconciler, clock, measured, anonymized, looks } = aReconciler();
    const outcome = reconciler.reconcile(task);
    await clock.advance(10);
    expect(await outcome).toMatchObject({ kind: 'reconciled', effect: { kind: 'anonymized' } });
    expect(looks).toEqual([{ ref, externalId: ref.id, erasedAt: expect.any(Number) }]);
    expect(anonymized).toEqual([ref.id]);
    expect(measured).toEqual([
      { action: 'anonymize', cause: 'deleted', outcome: 'anonymized', durationMs: 10, attempts: 1 },
    ]);
  });

  it('tells of what a sweep found, and of nothing else', async () => {
    const { reconciler, clock, sweeps } = aReconciler();
    for (const each of [task, { ...task, sweep: true }]) {
      const outcome = reconciler.reconcile(each);
      await clock.advance(10);
      await outcome;
    }
    expect(sweeps).toEqual([`${ref.id} reconciled`]);
  });

  it('measures the system and the kind of a failure, also when nothing was decided yet', async () => {
    const away = new DataverseError({ kind: 'unavailable', message: 'Away', status: 503 });
    const { reconciler, clock, measured } = aReconciler(() => Promise.reject(away));
    const outcome = reconciler.reconcile(task);
    await clock.advance(5);
    expect((await outcome).kind).toBe('failed');
    expect(measured).toMatchObject([{ outcome: 'failed', system: 'dataverse', failure: 'unavailable' }]);
  });

  it('forgets besides its own the contact that a message of ours names, such as one in upper case', async () => {
    const { reconciler, clock, anonymized } = aReconciler();
    const contactId = ref.id.toUpperCase();
    const outcome = reconciler.reconcile({ ...task, toldIds: new Set([contactId]) });
    await clock.advance(50);
    expect((await outcome).kind).toBe('reconciled');
    expect(anonymized).toEqual([ref.id, contactId]);
  });

  it('keeps evidence of what it did, and of whom it did it for, before it says so', async () => {
    const { reconciler, clock, facts } = aReconciler();
    const outcome = reconciler.reconcile({ ...task, initiators: [initiator] });
    await clock.advance(10);
    await outcome;
    expect(facts).toMatchObject([
      {
        kind: 'erasure',
        record: ref,
        externalId: ref.id,
        initiators: [initiator],
        settings: expect.stringMatching(/^[0-9a-f]{16}$/),
        result: 'anonymized',
        dataverse: 'deleted',
        spotler: { kind: 'anonymized', status: 410 },
        readBack: 'gone',
      },
    ]);
  });

  it('says nothing of an erasure whose evidence could not be stored, and leaves it to the next delivery', async () => {
    const full = new ObjectStoreError({ kind: 'unavailable', code: 'ENOSPC' });
    const { reconciler, clock, anonymized } = aReconciler(undefined, false, () => Promise.reject(full));
    const outcome = reconciler.reconcile(task);
    await clock.advance(10);
    expect(await outcome).toMatchObject({ kind: 'failed', failure: { side: 'state', code: 'ENOSPC' } });
    expect(anonymized).toEqual([ref.id]);
  });

  it('writes nothing in a dry run', async () => {
    const { reconciler, clock, anonymized } = aReconciler(undefined, true);
    const outcome = reconciler.reconcile(task);
    await clock.advance(10);
    expect(await outcome).toMatchObject({ effect: { kind: 'anonymized' } });
    expect(anonymized).toEqual([]);
  });

  it('begins nothing once the worker stops', async () => {
    const { reconciler, draining, measured } = aReconciler();
    draining.abort();
    await expect(reconciler.reconcile(task)).rejects.toMatchObject({ name: 'AbortError' });
    await expect(reconciler.anonymize(ref, deleted, order)).rejects.toMatchObject({ name: 'AbortError' });
    expect(measured).toEqual([]);
  });

  it('hands on a bug', async () => {
    const { reconciler, clock } = aReconciler(() => Promise.reject(new TypeError('oops')));
    const outcome = reconciler.reconcile(task);
    await Promise.all([expect(outcome).rejects.toThrow(TypeError), clock.advance(5)]);
  });
});

describe('anonymizing by order', () => {
  it('takes the record as it was read, whatever the policy says', async () => {
    const { reconciler, anonymized, facts } = aReconciler(() =>
      Promise.reject(new Error('nobody should read')),
    );
    const eligible = aRecordReading({ ref, externalId: 'S-1' });
    expect(await reconciler.anonymize(ref, eligible, order)).toMatchObject({
      effect: { kind: 'anonymized' },
    });
    expect(anonymized).toEqual(['S-1']);
    expect(facts).toMatchObject([{ kind: 'erasure', jobId: order.jobId, initiators: [initiator] }]);
  });
});
