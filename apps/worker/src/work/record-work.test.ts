import { describe, expect, it } from '@jest/globals';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createRecordWork, type RecordTask } from './record-work.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const ORDINARY = { priority: 'ordinary' } as const;
const unsettled = (attempts: number): ReconcileOutcome => ({
  kind: 'failed',
  failure: { side: 'source', kind: 'unavailable' },
  attempts,
});

describe('the work on records', () => {
  it('runs a burst of messages about one record twice', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(4, async (task) => unsettled(tasks.push(task)));
    await Promise.all(Array.from({ length: 100 }, () => work.reconcile(ref, ORDINARY)));
    expect(tasks).toEqual([{ ref }, { ref }]);
  });

  it('counts who joined: not the first, and not the one for whom another reconcile had to wait', async () => {
    const joined: number[] = [];
    const work = createRecordWork(
      4,
      async () => unsettled(1),
      () => void joined.push(1),
    );
    await Promise.all(Array.from({ length: 100 }, () => work.reconcile(ref, ORDINARY)));
    expect(joined).toHaveLength(98);
    await work.reconcile(ref, ORDINARY);
    expect(joined).toHaveLength(98);
  });

  it('hands on an external id, also to those who joined without it', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => unsettled(tasks.push(task)));
    await Promise.all([
      work.reconcile(ref, ORDINARY),
      work.reconcile(ref, { priority: 'urgent', externalId: 'S-1' }),
      work.reconcile(ref, ORDINARY),
    ]);
    expect(tasks.at(-1)).toEqual({ ref, externalId: 'S-1' });
  });

  it('does first what somebody asks for, in the same turn, and once', async () => {
    const order: string[] = [];
    const hold = Promise.withResolvers<void>();
    const work = createRecordWork(4, async () => {
      order.push('reconcile');
      await hold.promise;
      return unsettled(order.length);
    });
    const running = work.reconcile(ref, ORDINARY);
    const first = async () => void order.push('first');
    const asking = [
      work.reconcile(ref, { priority: 'urgent', first }),
      work.reconcile(ref, { priority: 'urgent', first }),
      work.reconcile(ref, ORDINARY),
    ];
    hold.resolve();
    await Promise.all([running, ...asking]);
    await work.reconcile(ref, ORDINARY);
    expect(order).toEqual(['reconcile', 'first', 'first', 'reconcile', 'reconcile']);
  });

  it('reconciles nothing when what comes first fails', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(4, async (task) => unsettled(tasks.push(task)));
    const first = () => Promise.reject(new RangeError('oops'));
    await expect(work.reconcile(ref, { priority: 'urgent', first })).rejects.toThrow(RangeError);
    expect(tasks).toEqual([]);
  });

  it('forgets the external id once nobody asks for the record', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => unsettled(tasks.push(task)));
    await work.reconcile(ref, { priority: 'urgent', externalId: 'S-1' });
    await work.reconcile(ref, ORDINARY);
    expect(tasks.at(-1)).toEqual({ ref });
    expect(work.size).toEqual({ waiting: 0, running: 0 });
  });
});
