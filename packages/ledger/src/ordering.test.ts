import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { findCheckpoints, newestCheckpoint, parseCheckpoint, type StoredCheckpoint } from './checkpoint.ts';
import { entriesOfRecord } from './entries-of-record.ts';
import { makeCheckpoint } from './make-checkpoint.ts';
import { blockName, markerName } from './object-names.ts';
import { reportMonth } from './report/report-month.ts';

const ref = { table: 'contact', id: '6d81597f-0f9f-e711-8122-000d3aa2331c' } as const;
const MONTH = '2026-11';

/** A store with blocks of these entries: chain, number, time and record. */
async function aStoreOf(...entries: readonly (readonly [string, number, string, string?])[]) {
  const store = createMemoryStore();
  for (const [chain, seq, at, table = ref.table] of entries) {
    const place = { month: MONTH, chain, first: seq };
    const entry = { chain, seq, prev: 'p', hash: `${chain}${seq}`, at, kind: 'job', table, recordId: ref.id };
    await store.create(blockName(place), Buffer.from(JSON.stringify(entry)));
    await store.create(markerName(ref, place), Buffer.from('\n'));
  }
  return store;
}

describe('the entries of a record', () => {
  it('are in the order of their times, chains and numbers', async () => {
    const store = await aStoreOf(
      ['c', 1, '2026-11-29T02'],
      ['b', 3, '2026-11-29T02'],
      ['b', 2, '2026-11-29T02'],
      ['a', 9, '2026-11-29T03'],
      ['d', 0, '2026-11-29T01'],
      ['e', 0, '2026-11-29T00', 'lead'],
    );
    const entries = await entriesOfRecord(store, ref);
    expect(entries.map(({ hash }) => hash)).toEqual(['d0', 'b2', 'b3', 'c1', 'a9']);
  });
});

describe('a checkpoint', () => {
  it('has each chain once, as far as it has come, in the order of their names', async () => {
    const store = await aStoreOf(['b', 0, 't'], ['b', 1, 't'], ['a', 0, 't'], ['c', 4, 't']);
    await store.create('chains/elsewhere', Buffer.from(''));
    const made = await makeCheckpoint(store, Date.UTC(2026, 10, 29, 12, 30));
    expect(made.name).toBe('checkpoints/2026-11-29t12-30-00.000z.json');
    expect(made.checkpoint).toEqual({
      at: '2026-11-29T12:30:00.000Z',
      format: '1',
      previous: null,
      chains: [
        { chain: 'a', entries: 1, hash: 'a0' },
        { chain: 'b', entries: 2, hash: 'b1' },
        { chain: 'c', entries: 5, hash: 'c4' },
      ],
    });
    await expect(makeCheckpoint(store, Date.UTC(2026, 10, 29, 12, 30))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'CheckpointExists',
    });
  });

  it('is found by its fingerprint, from the newest on and no further than needed', async () => {
    const store = await aStoreOf(['a', 0, 't']);
    expect(await newestCheckpoint(store)).toBeUndefined();
    const made: StoredCheckpoint[] = [];
    for (const hour of [1, 2, 3]) made.push(await makeCheckpoint(store, Date.UTC(2026, 10, 29, hour)));
    const reads: string[] = [];
    const watched = {
      ...store,
      read(name: string) {
        reads.push(name);
        return store.read(name);
      },
    };
    const prints = made.map(({ fingerprint }) => fingerprint);
    expect(await findCheckpoints(watched, new Set())).toEqual([]);
    expect(reads).toEqual([]);
    expect(await findCheckpoints(watched, new Set(prints.slice(1, 2)))).toEqual([made[1]]);
    expect(reads).toEqual([made[2]?.name, made[1]?.name]);
    expect(await findCheckpoints(store, new Set([...prints.slice(0, 2), 'none']))).toEqual([
      made[1],
      made[0],
    ]);
    expect(await newestCheckpoint(store)).toEqual(made[2]);
    const losing = { ...store, read: async () => undefined };
    expect([await findCheckpoints(losing, new Set(prints)), await newestCheckpoint(losing)]).toEqual([
      [],
      undefined,
    ]);
  });

  it.each(['', '{', 'null', '{"at":"t","chains":[{}],"format":"1","previous":null}'])('is not %j', (text) => {
    expect(parseCheckpoint(text)).toBeUndefined();
  });
});

describe('the report of a month', () => {
  it('tells how far it is after every ten thousand entries, and reads no object of others', async () => {
    const store = createMemoryStore();
    const line = JSON.stringify({ chain: 'a', seq: 0, prev: 'p', hash: 'h', at: 't', kind: 'job' });
    await store.create(
      blockName({ month: MONTH, chain: 'a', first: 0 }),
      Buffer.from(`${line}\n`.repeat(20_001)),
    );
    await store.create(`chains/${MONTH}/elsewhere`, Buffer.from(line));
    const seen: number[] = [];
    const report = await reportMonth(store, MONTH, { onProgress: (entries) => seen.push(entries) });
    expect([report.entries, seen]).toEqual([20_001, [10_000, 20_000]]);
    expect((await reportMonth(store, MONTH)).jobs).toEqual({ '': 20_001 });
  });
});
