import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
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

  it('says in one line that its output can not be written', () => {
    const { stderr, status } = shell(`${explain} >/dev/full`);
    expect(stderr).toBe("Standard output can't be written (ENOSPC).\n");
    expect(status).toBe(1);
    expect(shell(explain).status).toBe(0);
  });

  it('ends quietly when its reader is gone, or its errors can not be written', () => {
    const { stderr, stdout } = shell(`(sleep 1; ${explain}; echo "ended $?" >&2) | true; echo next`);
    expect(stderr).toMatch(/^(ended [01]\n)?$/);
    expect(stdout).toBe('next\n');
    expect(shell(`${explain} --nonsense 2>/dev/full`).status).toBeGreaterThan(0);
  });

  it('opens no inspector on SIGUSR1', async () => {
    const silent = createServer(() => {}).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const connectionString = `Endpoint=sb://127.0.0.1:${port};SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true`;
    const child = spawn(process.execPath, [entry, 'dead-letter', 'list', '--debug'], {
      env: { SERVICE_BUS_CONNECTION_STRING: connectionString },
    });
    let stderr = '';
    const connected = once(silent, 'connection');
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    await connected;
    child.kill('SIGUSR1');
    child.kill('SIGTERM');
    await once(child, 'close');
    expect(stderr).not.toContain('Debugger');
    silent.close();
  });
});
