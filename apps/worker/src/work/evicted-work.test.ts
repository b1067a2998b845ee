import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createRecordWork } from './record-work.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const ORDINARY = { priority: 'ordinary', origin: 'ours' } as const;
function busy(attempts: number): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf('dataverse', { kind: 'unavailable' }), attempts };
}

describe('work for a message that has to go', () => {
  const other = { ...ref, id: '0c6f2f1e-6d1c-4c8b-9a55-3a7f0f0d2b11' };

  /** Work whose one place is taken until `release`, and the ids that it was run for. */
  function busyWork() {
    const ran: string[] = [];
    const hold = Promise.withResolvers<void>();
    const work = createRecordWork(1, async (task) => {
      ran.push(task.ref.id);
      await hold.promise;
      return busy(ran.length);
    });
    const running = work.reconcile(ref, ORDINARY);
    return { work, ran, running, release: () => hold.resolve() };
  }

  it('is not done any more while it waits', async () => {
    const { work, ran, running, release } = busyWork();
    const lock = new AbortController();
    const waiting = work.reconcile(other, { ...ORDINARY, evicted: lock.signal });
    lock.abort();
    await expect(waiting).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    release();
    await running;
    expect(ran).toEqual([ref.id]);
  });

  it('is done all the same when somebody else waits for it too', async () => {
    const { work, ran, running, release } = busyWork();
    const lock = new AbortController();
    const leaving = work.reconcile(other, { ...ORDINARY, evicted: lock.signal });
    const staying = work.reconcile(other, ORDINARY);
    lock.abort();
    await expect(leaving).rejects.toThrow();
    release();
    await running;
    expect(await staying).toMatchObject({ kind: 'failed' });
    expect(ran).toEqual([ref.id, other.id]);
  });

  it('goes on when it has started, and its outcome is waited for', async () => {
    const { work, running, release } = busyWork();
    const lock = new AbortController();
    const shared = createRecordWork(1, async () => {
      lock.abort();
      return busy(1);
    }).reconcile(ref, { ...ORDINARY, evicted: lock.signal });
    expect(await shared).toMatchObject({ kind: 'failed' });
    release();
    await running;
    expect(work.size).toEqual({ waiting: 0, running: 0 });
  });

  it('is not even begun when the message has to go already', async () => {
    const { work, ran, release } = busyWork();
    const evicted = AbortSignal.abort();
    await expect(work.reconcile(other, { ...ORDINARY, evicted })).rejects.toThrow();
    release();
    expect(ran).toEqual([ref.id]);
  });

  it('is done when something belongs to it that comes before', async () => {
    const { work, ran, running, release } = busyWork();
    const lock = new AbortController();
    const done: string[] = [];
    const before = async () => void done.push('before');
    const claimed = work.reconcile(other, { ...ORDINARY, before, evicted: lock.signal });
    lock.abort();
    release();
    await Promise.all([running, claimed]);
    expect([done, ran]).toEqual([['before'], [ref.id, other.id]]);
  });
});
