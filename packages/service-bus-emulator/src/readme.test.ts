import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

async function firstExample(): Promise<string> {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  return /```ts\n(?<code>.*?)```/su.exec(readme)?.groups?.['code'] ?? '';
}

describe('the README', () => {
  it('names tests that are there, and the version of the client that they use', async () => {
    const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
    const named = [...readme.matchAll(/`([a-z-/]+\.test\.ts)`/g)].map(([, path = '']) => path);
    expect(named.length).toBeGreaterThan(25);
    for (const path of named) expect(existsSync(new URL(path, import.meta.url))).toBe(true);
    const manifest = await readFile(
      createRequire(import.meta.url).resolve('@azure/service-bus/package.json'),
      'utf8',
    );
    const { version }: { version: string } = JSON.parse(manifest);
    expect(readme).toContain(`| JavaScript | ${version} (all tests here) |`);
  });

  it('begins with an example that runs as it stands, and ends', async () => {
    const code = `${await firstExample()}\nprocess.stdout.write(String(message.body.id));`;
    const run = promisify(execFile);
    const { stdout, stderr } = await run(
      process.execPath,
      ['--input-type=module-typescript', '--eval', code],
      {
        cwd: PACKAGE,
      },
    );
    expect([stdout, stderr]).toEqual(['1', '']);
  });
});
