import { describe, expect, it } from '@jest/globals';
import { createMemoryStore } from '@spotler-connector/object-store/testing/memory-store';
import { SweepOvertakenError } from './sweep-overtaken-error.ts';
import {
  assertOwned,
  type CurrentSweep,
  type LastSweep,
  readCurrentSweep,
  readLastSweep,
  updateCurrentSweep,
  writeCurrentSweep,
  writeLastSweep,
} from './sweep-state.ts';

const CURRENT: CurrentSweep = {
  run: 'run1',
  owner: 'one',
  startedAt: 5,
  salt: 7,
  fingerprint: 'these',
  scope: 'full',
  mendedTo: -1,
  mended: 0,
};
const LAST: LastSweep = {
  startedAt: 5,
  endedAt: 9,
  scope: 'changes',
  fullAt: 1,
  records: 10,
  contacts: 11,
  findings: { orphan: 2 },
  mended: 2,
  erasures: 1,
};

const STORED = [
  { name: 'current', value: CURRENT, read: readCurrentSweep },
  { name: 'last', value: LAST, read: readLastSweep },
];

describe('the state of sweeps', () => {
  it('is read back as it was written, the last writing', async () => {
    const store = createMemoryStore();
    expect([await readCurrentSweep(store), await readLastSweep(store)]).toEqual([undefined, undefined]);
    await writeCurrentSweep(store, { ...CURRENT, mended: 4 });
    await writeCurrentSweep(store, CURRENT);
    await writeLastSweep(store, LAST);
    expect([await readCurrentSweep(store), await readLastSweep(store)]).toEqual([CURRENT, LAST]);
  });

  it.each(
    STORED.flatMap(({ name, value, read }) =>
      Object.keys(value).flatMap((member) =>
        [undefined, {}].map((given) => ({ name, value, read, member, given })),
      ),
    ),
  )(
    'is that of another version where the $name one has $given as $member',
    async ({ name, value, ...rest }) => {
      const store = createMemoryStore();
      const body = Buffer.from(JSON.stringify({ ...value, [rest.member]: rest.given }));
      await store.create(`sweep/${name}.json`, body);
      const isWhole = rest.member === 'findings' && rest.given !== undefined;
      expect(await rest.read(store)).toEqual(isWhole ? { ...value, findings: {} } : undefined);
    },
  );

  it('is written in the end though others write at the same time', async () => {
    const store = createMemoryStore();
    const owners = ['one', 'two', 'three'];
    await Promise.all(owners.map((owner) => writeCurrentSweep(store, { ...CURRENT, owner })));
    expect(owners).toContain((await readCurrentSweep(store))?.owner);
  });

  it('is written in one call where there is none yet, and once more where another one vanishes', async () => {
    const store = createMemoryStore();
    const calls: string[] = [];
    let others = 0;
    const watched = {
      ...store,
      async create(name: string, body: Uint8Array) {
        calls.push('create');
        return others-- > 0 ? 'exists' : store.create(name, body);
      },
      async read(name: string) {
        calls.push('read');
        return store.read(name);
      },
    };
    await writeCurrentSweep(watched, CURRENT);
    expect(calls.splice(0)).toEqual(['create']);
    others = 1;
    await writeLastSweep(watched, LAST);
    expect(calls).toEqual(['create', 'read', 'create']);
    expect([await readCurrentSweep(store), await readLastSweep(store)]).toEqual([CURRENT, LAST]);
  });
});

describe('a sweep', () => {
  it('stores how far it is, and that it has ended', async () => {
    const store = createMemoryStore();
    await writeCurrentSweep(store, CURRENT);
    await assertOwned(store, CURRENT);
    await updateCurrentSweep(store, CURRENT, { ...CURRENT, mendedTo: 8, mended: 3 });
    expect(await readCurrentSweep(store)).toEqual({ ...CURRENT, mendedTo: 8, mended: 3 });
    await updateCurrentSweep(store, CURRENT, undefined);
    expect(await readCurrentSweep(store)).toBeUndefined();
    await expect(assertOwned(store, CURRENT)).rejects.toBeInstanceOf(SweepOvertakenError);
  });

  it.each([
    ['another sweep has begun since', { run: 'run2' }],
    ['another process goes on with it', { owner: 'two' }],
  ])('ends when %s', async (_title, changes) => {
    const store = createMemoryStore();
    await writeCurrentSweep(store, { ...CURRENT, ...changes });
    const overtaken = { name: 'SweepOvertakenError', message: expect.stringContaining('Another sweep') };
    await expect(assertOwned(store, CURRENT)).rejects.toMatchObject(overtaken);
    await expect(updateCurrentSweep(store, CURRENT, undefined)).rejects.toMatchObject(overtaken);
    expect(await readCurrentSweep(store)).toEqual({ ...CURRENT, ...changes });
  });

  it('ends where there is none any more', async () => {
    const ended = updateCurrentSweep(createMemoryStore(), CURRENT, CURRENT);
    await expect(ended).rejects.toBeInstanceOf(SweepOvertakenError);
  });

  it('ends when it is overtaken between its look and its writing', async () => {
    const store = createMemoryStore();
    await writeCurrentSweep(store, CURRENT);
    let reads = 0;
    const racing = {
      ...store,
      async read(name: string) {
        const stored = await store.read(name);
        reads += 1;
        if (reads === 2) await writeCurrentSweep(store, { ...CURRENT, owner: 'two' });
        return stored;
      },
    };
    await expect(updateCurrentSweep(racing, CURRENT, undefined)).rejects.toBeInstanceOf(SweepOvertakenError);
    expect((await readCurrentSweep(store))?.owner).toBe('two');
  });
});
