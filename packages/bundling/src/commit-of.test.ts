import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { commitOf } from './commit-of.ts';

describe('the commit of a folder', () => {
  it('is that of its repository, or none', () => {
    expect(commitOf(fileURLToPath(new URL('.', import.meta.url)))).toMatch(/^([0-9a-f]{12})?$/);
  });

  it('is empty where there is no repository', () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-repository-'));
    expect(commitOf(folder)).toBe('');
    rmSync(folder, { recursive: true });
  });
});
