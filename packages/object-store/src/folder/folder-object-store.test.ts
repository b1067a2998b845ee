import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { describeContract } from '../testing/contract.ts';
import { bytes, increment, namesIn, textOf } from '../testing/store-content.ts';
import { createFolderObjectStore } from './folder-object-store.ts';

const INCREMENTER = fileURLToPath(new URL('../testing/incrementer.ts', import.meta.url));
const DAY_MS = 86_400_000;
const run = promisify(execFile);
const folders: string[] = [];

async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'object-store-'));
  folders.push(folder);
  return folder;
}

function storeIn(folder: string, now = Date.now()) {
  return createFolderObjectStore({ folder, now: () => now });
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
});

describeContract('a folder', async () => storeIn(await aFolder()));

describe('a folder', () => {
  it('is shared by processes without losing an increment, though one is killed', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('counter', bytes('0'));
    const killed = new AbortController();
    const victim = run(process.execPath, [INCREMENTER, folder, '1000000'], {
      signal: killed.signal,
      killSignal: 'SIGKILL',
    }).catch(() => 'killed');
    const counted = await Promise.all([1, 2].map(() => run(process.execPath, [INCREMENTER, folder, '40'])));
    killed.abort();
    expect(await victim).toBe('killed');
    expect(counted.map(({ stdout }) => stdout.trim())).toEqual(['40', '40']);
    const reached = Number(await textOf(store, 'counter'));
    expect(reached).toBeGreaterThanOrEqual(80);
    await increment(store);
    expect(await textOf(store, 'counter')).toBe(String(reached + 1));
  });

  it('replaces nothing where objects are only created, and does not look for later versions', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('a', bytes('first'));
    await store.replace('a', bytes('second'), '1');
    const createOnly = createFolderObjectStore({ folder, now: Date.now, createOnly: true });
    expect(await textOf(createOnly, 'a')).toBe('first');
    expect(await textOf(store, 'a')).toBe('second');
    await expect(createOnly.replace('a', bytes('third'), '1')).rejects.toMatchObject({ code: 'CreateOnly' });
    expect(await createOnly.read('b')).toBeUndefined();
  });

  it('knows that its folder was moved when all that it did was to read', async () => {
    const folder = join(await aFolder(), 'state');
    await storeIn(folder).create('a', bytes('x'));
    const store = storeIn(folder);
    expect(await textOf(store, 'a')).toBe('x');
    await rename(folder, `${folder}-moved`);
    await expect(store.read('a')).rejects.toMatchObject({ code: 'FolderGone' });
  });

  it('keeps files and folders private', async () => {
    const folder = join(await aFolder(), 'state');
    await storeIn(folder).create('ledger/a', bytes('x'));
    const modeOf = async (path: string) => (await stat(join(folder, path))).mode & 0o777;
    expect([await modeOf('ledger/a'), await modeOf('ledger'), await modeOf('.')]).toEqual([
      0o600, 0o700, 0o700,
    ]);
  });

  it('shows nothing of a write that a crash cut off, and no file that it did not make', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('a', bytes('x'));
    await writeFile(join(folder, '.drafts', 'half'), 'ha');
    await writeFile(join(folder, 'Notes of mine.txt'), '');
    expect(await namesIn(store, '')).toEqual(['a']);
  });

  it('leaves no draft behind, also when the name is taken', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('a', bytes('1'));
    await store.create('a', bytes('2'));
    expect(await readdir(join(folder, '.drafts'))).toEqual([]);
  });

  it('makes an empty object without a draft, also in a folder that is not there yet', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('a', bytes('1'));
    await chmod(join(folder, '.drafts'), 0o500);
    expect(await store.create('records/empty', bytes(''))).toBe('created');
    expect(await store.create('records/empty', bytes(''))).toBe('exists');
    expect(await namesIn(store, 'records/')).toEqual(['records/empty']);
  });

  it('removes versions that are a day old, but not the newest two', async () => {
    const folder = await aFolder();
    const tomorrow = storeIn(folder, Date.now() + 2 * DAY_MS);
    await tomorrow.create('a', bytes('1'));
    for (const version of ['1', '2', '3', '4']) await tomorrow.replace('a', bytes(version), version);
    expect(await readdir(join(folder, 'a~'))).toEqual(['4', '5']);
    expect(await textOf(tomorrow, 'a')).toBe('4');
    const today = storeIn(folder);
    await utimes(join(folder, 'a~', '4'), new Date(), new Date());
    await today.replace('a', bytes('5'), '5');
    expect((await readdir(join(folder, 'a~'))).sort()).toEqual(['4', '5', '6']);
  });

  it('does not follow upon a version that was removed', async () => {
    const folder = await aFolder();
    const store = storeIn(folder, Date.now() + 2 * DAY_MS);
    await store.create('a', bytes('1'));
    for (const version of ['1', '2', '3', '4']) await store.replace('a', bytes(version), version);
    expect(await store.replace('a', bytes('late'), '2')).toBe('changed-meanwhile');
    expect(await textOf(store, 'a')).toBe('4');
  });

  it('says by its code what the file system refuses, and names no path', async () => {
    const folder = await aFolder();
    const store = storeIn(folder);
    await store.create('a', bytes('x'));
    await mkdir(join(folder, 'b'));
    await expect(store.create('a/b', bytes(''))).rejects.toMatchObject({ kind: 'protocol' });
    await expect(store.read('b')).rejects.toMatchObject({ kind: 'protocol', code: 'EISDIR' });
    const nowhere = storeIn(join(folder, 'a'));
    const failure = await nowhere.create('c', bytes('')).catch((error: unknown) => error);
    expect(String(failure)).toMatch(/^ObjectStoreError: The object store: protocol \(E[A-Z]+\)$/);
  });

  it('calls a folder that was there and is gone away, and makes no empty one in its place', async () => {
    const parent = await mkdtemp(join(tmpdir(), 'presence-'));
    const folder = join(parent, 'state');
    const store = createFolderObjectStore({ folder, now: () => 0 });
    expect(await store.read('a')).toBeUndefined();
    await store.create('a', bytes('1'));
    await rename(folder, join(parent, 'moved'));
    const gone = { kind: 'unavailable', code: 'FolderGone' };
    await expect(store.read('a')).rejects.toMatchObject(gone);
    await expect(store.create('b', bytes('1'))).rejects.toMatchObject(gone);
    await expect(store.create('new/empty', bytes(''))).rejects.toMatchObject(gone);
    await expect(store.replace('a', bytes('2'), '1')).rejects.toMatchObject(gone);
    await expect(namesIn(store, '')).rejects.toMatchObject(gone);
    await rename(join(parent, 'moved'), folder);
    expect(await textOf(store, 'a')).toBe('1');
    await rm(parent, { recursive: true });
  });

  it('calls a folder that it may not write to a matter of rights', async () => {
    const folder = await aFolder();
    await chmod(folder, 0o500);
    const store = storeIn(folder);
    // Root may write everywhere.
    if (process.getuid?.() === 0) return;
    await expect(store.create('a', bytes(''))).rejects.toMatchObject({ kind: 'authentication' });
  });
});
