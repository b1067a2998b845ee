import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';

const entry = await cachedBundle('cli');
const SNAPSHOT = { table: 'contact', presence: 'present', state: 'active', email: 'canary@example.org' };

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outputs-'));
  const snapshot = { ...SNAPSHOT, doNotEmail: false, doNotBulkEmail: false };
  writeFileSync(join(folder, 'snapshot.json'), JSON.stringify(snapshot));
});
afterAll(() => rmSync(folder, { recursive: true }));

function shell(line: string) {
  const env = { NODE: process.execPath, CLI: entry };
  return spawnSync('sh', ['-c', line], { cwd: folder, env, encoding: 'utf8' });
}

describe('the command line', () => {
  const explain = '"$NODE" "$CLI" explain --file snapshot.json';

  it('ends quietly when its reader is gone, or its errors can not be written', () => {
    const { stderr, stdout } = shell(`(sleep 1; ${explain}; echo "ended $?" >&2) | true; echo next`);
    expect(stderr).toMatch(/^(ended [01]\n)?$/);
    expect(stdout).toBe('next\n');
    expect(shell(`${explain} --nonsense 2>/dev/full`).status).toBeGreaterThan(0);
  });
});
