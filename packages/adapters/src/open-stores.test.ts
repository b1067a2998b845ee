import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from '@jest/globals';
import { openStores } from './open-stores.ts';

let folder: string | undefined;
afterEach(async () => {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

it('opens no store when none is configured', async () => {
  expect(await openStores(undefined)).toBeUndefined();
});

it('keeps state and evidence apart in a folder, which it makes when something is stored', async () => {
  folder = await mkdtemp(join(tmpdir(), 'stores-'));
  const address = { kind: 'folder', folder } as const;
  const stores = await openStores({ address, accountKey: undefined, clientId: undefined });
  expect(await readdir(folder)).toEqual([]);
  await stores?.state.create('brake', Buffer.from('{}'));
  await stores?.evidence.create('entry', Buffer.from('{}'));
  expect((await readdir(folder)).sort()).toEqual(['evidence', 'state']);
  expect(await stores?.state.read('entry')).toBeUndefined();
});

it('sends nothing when it opens a container', async () => {
  const address = { kind: 'container', address: 'https://contoso.blob.core.windows.net/state' } as const;
  const stores = await openStores({ address, accountKey: undefined, clientId: undefined });
  expect(Object.keys(stores ?? {})).toEqual(['state', 'evidence']);
});
