import { describe, expect, it } from '@jest/globals';
import type { ContactEvidence } from './evidence.ts';
import { PortError } from './port-error.ts';
import { reconcile } from './reconcile.ts';
import { aPolicy, aRef, aSmallWorld, type RecordState } from './testing/small-world.ts';

/** A reconcile of the one record, and the evidence that it leaves. */
function aWitnessedReconcile(changes: RecordState) {
  const world = aSmallWorld(changes);
  const kept: ContactEvidence[] = [];
  const evidence = {
    async record(each: ContactEvidence) {
      world.calls.push('evidence');
      kept.push(each);
    },
  };
  return { world, kept, options: { ...world, evidence, decide: aPolicy, readBackDelayMs: 0 } };
}

describe('evidence', () => {
  it('of an erasure is stored after the contact was read back, and before the record is read again', async () => {
    const { world, kept, options } = aWitnessedReconcile('deleted');
    expect((await reconcile(aRef, options)).kind).toBe('reconciled');
    expect(kept).toMatchObject([{ ref: aRef, readBack: 'gone', effect: { status: expect.any(Number) } }]);
    const at = world.calls.indexOf('evidence');
    expect(world.calls.slice(at - 1, at + 2)).toEqual(['readBack', 'evidence', 'read']);
  });

  it('of an opt-out is kept, and none of a sync', async () => {
    const optedOut = aWitnessedReconcile({ email: 'a@example.org', doNotBulkEmail: true });
    await reconcile(aRef, optedOut.options);
    expect(optedOut.kept.length).toBe(1);
    const synced = aWitnessedReconcile({ email: 'a@example.org' });
    await reconcile(aRef, synced.options);
    expect(synced.kept).toEqual([]);
  });

  it('of an erasure is kept though nobody could read it back', async () => {
    const { kept, options } = aWitnessedReconcile('deleted');
    const target = {
      ...options.target,
      readBack: () => Promise.reject(new PortError({ side: 'target', kind: 'unavailable' })),
    };
    expect(await reconcile(aRef, { ...options, target })).toMatchObject({ kind: 'failed' });
    expect(kept).toMatchObject([{ readBack: 'unknown' }]);
  });

  it('that can not be stored makes the reconcile fail', async () => {
    const { options } = aWitnessedReconcile('deleted');
    const evidence = { record: () => Promise.reject(new PortError({ side: 'state', kind: 'unavailable' })) };
    expect(await reconcile(aRef, { ...options, evidence })).toMatchObject({
      kind: 'failed',
      failure: { side: 'state' },
    });
  });
});
