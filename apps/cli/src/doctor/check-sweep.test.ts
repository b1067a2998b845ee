import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createFolderObjectStore, type RemovableObjectStore } from '@spotler-connector/object-store';
import { type LastSweep, writeCurrentSweep, writeLastSweep } from '@spotler-connector/sweep';
import { checkSweep } from './check-sweep.ts';

const DAY_MS = 86_400_000;
let folder: string;
let store: RemovableObjectStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-sweep-'));
  store = createFolderObjectStore({ folder, now: () => 0 });
});
afterEach(() => rm(folder, { recursive: true }));

function lastSweep(findings: Record<string, number>, changes: Partial<LastSweep> = {}): LastSweep {
  const counts = { records: 10, contacts: 10, mended: 0, erasures: 0 };
  return { startedAt: 0, endedAt: 0, fullAt: 0, scope: 'full', findings, ...counts, ...changes };
}

it('says so when both sides were never compared', async () => {
  expect(await checkSweep(store, { now: () => 0 })).toMatchObject([
    { status: 'ok', says: expect.stringContaining('never compared') },
  ]);
});

it('says when the last sweep was and what it found, and warns when that was long ago', async () => {
  const found = { 'must-be-gone': 2, missing: 1 };
  await writeLastSweep(store, lastSweep(found, { mended: 3, erasures: 2 }));
  expect(await checkSweep(store, { now: () => DAY_MS })).toMatchObject([
    {
      status: 'ok',
      says: 'Both sides were compared 1d ago: 2 must-be-gone, 1 missing; 3 were handed on, 2 of them to be erased.',
    },
  ]);
  await writeLastSweep(store, lastSweep({}));
  expect(await checkSweep(store, { now: () => 9 * DAY_MS })).toMatchObject([
    { status: 'warning', says: 'Both sides were compared 9d ago: they agreed.' },
  ]);
});

it('warns of what was found and not mended, and not of what only a person can decide', async () => {
  await writeLastSweep(store, lastSweep({ orphan: 1 }, { scope: 'changes', endedAt: 2 * DAY_MS }));
  expect(await checkSweep(store, { now: () => 3 * DAY_MS })).toMatchObject([
    {
      status: 'warning',
      says: 'Both sides were compared 1d ago as far as they changed, and in full 3d ago: 1 orphan.',
    },
  ]);
  await writeLastSweep(store, lastSweep({ 'foreign-id': 1, 'held-twice': 2 }));
  expect(await checkSweep(store, { now: () => DAY_MS })).toMatchObject([{ status: 'ok' }]);
});

it('warns of a sweep that has not ended', async () => {
  await writeLastSweep(store, lastSweep({}));
  await writeCurrentSweep(store, {
    run: 'a',
    owner: 'b',
    startedAt: 0,
    salt: 1,
    fingerprint: 'x',
    scope: 'full',
    mendedTo: -1,
    mended: 0,
  });
  expect(await checkSweep(store, { now: () => 60_000 })).toMatchObject([
    { status: 'ok' },
    { status: 'warning', says: 'A sweep that began 1m ago has not ended.' },
  ]);
});
