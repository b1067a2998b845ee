import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createFolderObjectStore, type RemovableObjectStore } from '@spotler-connector/object-store';
import { writeCurrentSweep, writeLastSweep } from '@spotler-connector/sweep';
import { checkSweep } from './check-sweep.ts';

const DAY_MS = 86_400_000;
let folder: string;
let store: RemovableObjectStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'check-sweep-'));
  store = createFolderObjectStore({ folder, now: () => 0 });
});
afterEach(() => rm(folder, { recursive: true }));

function lastSweep(findings: Record<string, number>) {
  const counts = { records: 10, contacts: 10, mended: 0, erasures: 0, changes: {} };
  return { startedAt: 0, endedAt: 0, scope: 'full', fingerprint: 'x', findings, ...counts } as const;
}

it('says so when both sides were never compared', async () => {
  expect(await checkSweep(store, { now: () => 0 })).toMatchObject([
    { status: 'ok', says: expect.stringContaining('never compared') },
  ]);
});

it('says when the last sweep was and what it found, and warns when that was long ago', async () => {
  await writeLastSweep(store, lastSweep({ 'must-be-gone': 2, orphan: 1 }));
  expect(await checkSweep(store, { now: () => DAY_MS })).toMatchObject([
    { status: 'ok', says: 'Both sides were compared 1d ago: 2 must-be-gone, 1 orphan.' },
  ]);
  await writeLastSweep(store, lastSweep({}));
  expect(await checkSweep(store, { now: () => 9 * DAY_MS })).toMatchObject([
    { status: 'warning', says: 'Both sides were compared 9d ago: they agreed.' },
  ]);
});

it('warns of a sweep that has not ended', async () => {
  await writeLastSweep(store, lastSweep({}));
  await writeCurrentSweep(store, { run: 'a', startedAt: 0, salt: 1, fingerprint: 'x', mendedTo: -1 });
  expect(await checkSweep(store, { now: () => 60_000 })).toMatchObject([
    { status: 'ok' },
    { status: 'warning', says: 'A sweep that began 1m ago has not ended.' },
  ]);
});
