import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

async function firstExample(): Promise<string> {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  return /```ts\n(?<code>.*?)```/su.exec(readme)?.groups?.['code'] ?? '';
}

describe('the README', () => {
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
