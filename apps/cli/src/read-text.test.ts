import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readText } from './read-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readText', () => {
  it('leaves the byte order mark out that an editor has put first', async () => {
    const path = join(folder, 'snapshot.json');
    writeFileSync(path, '\uFEFF{}');
    expect(await readText(path)).toBe('{}');
  });

  it('says that a file is not there, with exit code 2', async () => {
    await expect(readText(join(folder, 'nothing.json'))).rejects.toMatchObject({
      message: expect.stringContaining('(ENOENT)'),
      exitCode: 2,
    });
  });
});
