import { describe, expect, it } from '@jest/globals';
import { failureOf } from '@spotler-connector/adapters';
import type { ReconcileOutcome } from '@spotler-connector/reconciler';
import { createRecordWork, type RecordTask } from './record-work.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const task: RecordTask = { ref, toldIds: new Set(), origin: 'ours', initiators: [] };
const ORDINARY = { priority: 'ordinary', origin: 'ours' } as const;
function busy(attempts: number): ReconcileOutcome {
  return { kind: 'failed', failure: failureOf('dataverse', { kind: 'unavailable' }), attempts };
}

describe('the work on records', () => {
  it('runs a burst of messages about one record twice', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(4, async (task) => busy(tasks.push(task)));
    await Promise.all(Array.from({ length: 100 }, () => work.reconcile(ref, ORDINARY)));
    expect(tasks).toEqual([task, task]);
  });

  it('counts who shares a reconcile: not the first, and not the one who is the first of the next', async () => {
    const coalesced: number[] = [];
    const work = createRecordWork(
      4,
      async () => busy(1),
      () => void coalesced.push(1),
    );
    await Promise.all(Array.from({ length: 100 }, () => work.reconcile(ref, ORDINARY)));
    expect(coalesced).toHaveLength(98);
    await work.reconcile(ref, ORDINARY);
    expect(coalesced).toHaveLength(98);
  });

  it('hands on an external id, also to those who share it without knowing it', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => busy(tasks.push(task)));
    await Promise.all([
      work.reconcile(ref, ORDINARY),
      work.reconcile(ref, { priority: 'urgent', origin: 'ours', externalId: 'S-1' }),
      work.reconcile(ref, ORDINARY),
    ]);
    expect(tasks.at(-1)).toEqual({ ...task, toldIds: new Set(['S-1']) });
  });

  it('knows of a look that came before until it is answered, whoever else asks', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => busy(tasks.push(task)));
    const look = { ...ORDINARY, secondLook: { erasedAt: undefined }, repeated: true };
    await Promise.all([
      work.reconcile(ref, { ...ORDINARY, repeated: true }),
      work.reconcile(ref, look),
      work.reconcile(ref, ORDINARY),
    ]);
    await work.reconcile(ref, ORDINARY);
    expect(tasks.map(({ repeatedLook }) => repeatedLook)).toContain('second-look');
    expect(tasks.at(-1)?.repeatedLook).toBeUndefined();
    await work.reconcile(ref, { ...ORDINARY, sweep: true, repeated: true });
    expect(tasks.at(-1)?.repeatedLook).toBe('sweep');
  });

  it('does before it what somebody asks for, in the same turn, and once', async () => {
    const order: string[] = [];
    const hold = Promise.withResolvers<void>();
    const work = createRecordWork(4, async () => {
      order.push('reconcile');
      await hold.promise;
      return busy(order.length);
    });
    const running = work.reconcile(ref, ORDINARY);
    const before = async () => void order.push('before');
    const asking = [
      work.reconcile(ref, { priority: 'urgent', origin: 'ours', before }),
      work.reconcile(ref, { priority: 'urgent', origin: 'ours', before }),
      work.reconcile(ref, ORDINARY),
    ];
    hold.resolve();
    await Promise.all([running, ...asking]);
    await work.reconcile(ref, ORDINARY);
    expect(order).toEqual(['reconcile', 'before', 'before', 'reconcile', 'reconcile']);
  });

  it('reconciles nothing when what comes before fails', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(4, async (task) => busy(tasks.push(task)));
    const before = () => Promise.reject(new RangeError('oops'));
    await expect(work.reconcile(ref, { priority: 'urgent', origin: 'ours', before })).rejects.toThrow(
      RangeError,
    );
    expect(tasks).toEqual([]);
  });

  it('reconciles each record by itself, those of other tables with the same id too', async () => {
    const tasks: RecordTask[] = [];
    const refs = [ref, { ...ref, table: 'lead' }, { ...ref, id: ref.id.replace('6', '7') }] as const;
    const work = createRecordWork(1, async (given) => busy(tasks.push(given)));
    const outcomes = await Promise.all(refs.map((each) => work.reconcile(each, ORDINARY)));
    expect(tasks.map((given) => given.ref)).toEqual(refs);
    expect(outcomes.map(({ attempts }) => attempts)).toEqual([1, 2, 3]);
  });

  it('gives an external id to its own record alone', async () => {
    const tasks: RecordTask[] = [];
    const other = { ...ref, table: 'lead' } as const;
    const work = createRecordWork(2, async (given) => busy(tasks.push(given)));
    await Promise.all([
      work.reconcile(ref, { priority: 'urgent', origin: 'ours', externalId: 'S-1' }),
      work.reconcile(other, ORDINARY),
    ]);
    expect(tasks).toEqual([
      { ...task, toldIds: new Set(['S-1']) },
      { ...task, ref: other },
    ]);
  });

  it('keeps every id that was told, the last one last, and an empty column as such', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (given) => busy(tasks.push(given)));
    const ids = ['S-6', null, 'S-7', 'S-6'];
    await Promise.all([
      work.reconcile(ref, ORDINARY),
      ...ids.map((externalId) => work.reconcile(ref, { ...ORDINARY, externalId })),
    ]);
    expect([...(tasks.at(-1)?.toldIds ?? [])]).toEqual([null, 'S-7', 'S-6']);
  });

  it('speaks for our organization as soon as one of those who ask does', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (given) => busy(tasks.push(given)));
    const origins = ['unknown', 'unknown', 'ours', 'unknown'] as const;
    await Promise.all(origins.map((origin) => work.reconcile(ref, { ...ORDINARY, origin })));
    expect(tasks.map(({ origin }) => origin)).toEqual(['unknown', 'ours']);
  });

  it('says how many records wait and how many are reconciled', async () => {
    const hold = Promise.withResolvers<void>();
    const work = createRecordWork(1, async () => {
      await hold.promise;
      return busy(1);
    });
    const refs = [ref, { ...ref, table: 'lead' }, { ...ref, table: 'account' }] as const;
    const all = refs.map((each) => work.reconcile(each, ORDINARY));
    expect(work.size).toEqual({ waiting: 2, running: 1 });
    hold.resolve();
    await Promise.all(all);
    expect(work.size).toEqual({ waiting: 0, running: 0 });
  });

  it('forgets the external id once nobody asks for the record', async () => {
    const tasks: RecordTask[] = [];
    const work = createRecordWork(1, async (task) => busy(tasks.push(task)));
    await work.reconcile(ref, { priority: 'urgent', origin: 'ours', externalId: 'S-1' });
    await work.reconcile(ref, ORDINARY);
    expect(tasks.at(-1)).toEqual(task);
    expect(work.size).toEqual({ waiting: 0, running: 0 });
  });
});
