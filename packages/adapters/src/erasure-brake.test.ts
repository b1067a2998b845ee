import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, jest } from '@jest/globals';
import { type HeldContact, openHeldContacts } from '@spotler-connector/brake';
import { createManualClock } from '@spotler-connector/clock/testing';
import { createFolderObjectStore, type ObjectStore, ObjectStoreError } from '@spotler-connector/object-store';
import { type ErasureBrakeOptions, erasureBrake } from './erasure-brake.ts';

const decision = {
  action: 'anonymize',
  rule: 'do-not-email',
  causes: ['do-not-email'],
  policyVersion: '1',
} as const;
const due = { ref: { table: 'contact', id: '1' }, externalId: 'S-1', decision } as const;
const folders: string[] = [];

async function aStore(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'erasure-brake-'));
  folders.push(folder);
  return createFolderObjectStore({ folder, now: () => 0 });
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

/** A brake over one contact of Spotler's, with these permissions. */
async function aBrake(changes: Partial<ErasureBrakeOptions> = {}, bits: readonly number[] | null = [1, 4]) {
  const [store, clock] = [await aStore(), createManualClock(1_000)];
  const world = { bits };
  const contacts: ErasureBrakeOptions['contacts'] = {
    async get(externalId) {
      if (world.bits === null) return null;
      const permissions = [1, 2, 4].map((bit) => ({ bit, enabled: world.bits?.includes(bit) === true }));
      return { externalId, properties: { permissions } };
    },
    async optOut() {
      if (world.bits === null) return { outcome: 'unknown-contact', ambiguous: false };
      world.bits = [];
      return { outcome: 'opted-out', ambiguous: false };
    },
  };
  const brake = erasureBrake({ limit: 1, store, contacts, clock, ...changes });
  return { brake, world, clock, notes: () => notesIn(store) };
}

async function notesIn(store: ObjectStore): Promise<HeldContact[]> {
  const found: HeldContact[] = [];
  for await (const contact of openHeldContacts(store).all()) found.push(contact);
  return found;
}

describe('the brake over Spotler', () => {
  it('is none without a limit', async () => {
    expect((await aBrake({ limit: 0 })).brake).toBeUndefined();
  });

  it('notes the permissions that are on before it takes them away, also when it was cut off in between', async () => {
    const { brake, world, notes } = await aBrake();
    expect(await brake?.hold(due)).toBe('opted-out');
    expect(world.bits).toEqual([]);
    expect(await brake?.hold(due)).toBe('opted-out');
    expect(await notes()).toEqual([
      {
        table: 'contact',
        id: '1',
        externalId: 'S-1',
        rule: 'do-not-email',
        permissions: [1, 4],
        since: 1_000,
        state: 'held',
      },
    ]);
  });

  it('holds nobody whom Spotler does not have', async () => {
    const { brake, notes } = await aBrake({}, null);
    expect(await brake?.hold(due)).toBe('unknown-contact');
    expect(await notes()).toEqual([]);
  });

  it('notes that a contact that was held is erased', async () => {
    const { brake, notes } = await aBrake();
    await brake?.hold(due);
    const permit = await brake?.ask(due);
    if (permit !== 'held') await permit?.spend();
    expect(await notes()).toMatchObject([{ state: 'erased', permissions: [1, 4] }]);
  });

  it('looks once for the notes of all that are erased meanwhile, and finds each that is held', async () => {
    const store = await aStore();
    const { brake } = await aBrake({ store, limit: 99 });
    const dues = Array.from({ length: 40 }, (_, n) => ({ ...due, externalId: `S-${n}` }));
    for (const one of dues.slice(30)) await brake?.hold(one);
    const [list, read] = [jest.spyOn(store, 'list'), jest.spyOn(store, 'read')];
    const permits = await Promise.all(dues.map((one) => brake?.ask(one)));
    read.mockClear();
    await Promise.all(permits.map((permit) => permit !== 'held' && permit?.spend()));
    expect([list.mock.calls.length, read.mock.calls.length]).toEqual([1, 10]);
    expect((await notesIn(store)).map(({ state }) => state)).toEqual(Array(10).fill('erased'));
  });

  it('gives a retry of the same contact the permit of which nobody knows what came of it', async () => {
    const { brake, clock } = await aBrake();
    expect(await brake?.ask(due)).not.toBe('held');
    const again = await brake?.ask(due);
    expect(again).not.toBe('held');
    if (again !== 'held') again?.giveBack();
    expect(await brake?.ask({ ...due, externalId: 'S-2' })).toBe('held');
    await clock.advance(60_000);
    expect(await brake?.ask(due)).toBe('held');
  });

  it('fails as a port does when the store is away', async () => {
    const store = { ...(await aStore()) };
    store.read = () => Promise.reject(new ObjectStoreError({ kind: 'unavailable', code: 'EIO' }));
    const { brake } = await aBrake({ store });
    const failure = { side: 'state', kind: 'unavailable', code: 'EIO' };
    await expect(brake?.ask(due)).rejects.toMatchObject({ name: 'PortError', failure });
    await expect(brake?.look()).rejects.toMatchObject({ failure });
    await expect(brake?.hold(due)).rejects.toMatchObject({ failure });
  });
});
