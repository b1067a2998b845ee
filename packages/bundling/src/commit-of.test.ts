import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { commitOf } from './commit-of.ts';

describe('the commit of a folder', () => {
  it('is that of its repository, or none', () => {
    expect(commitOf(fileURLToPath(new URL('.', import.meta.url)))).toMatch(/^([0-9a-f]{12})?$/);
  });

  it('is what the build of an image says where there is no repository, or empty', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-repository-'));
    expect(commitOf(folder)).toBe('');
    for (const [written, commit] of [
      ['6d1c4c8b9a553a7f0f0d2b11aa22bb33cc44dd55', '6d1c4c8b9a55'],
      ['unknown', ''],
    ] as const) {
      writeFileSync(join(folder, '.commit'), `${written}\n`);
      expect(commitOf(folder)).toBe(commit);
    }
    rmSync(folder, { recursive: true });
  });
});
