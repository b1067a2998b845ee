import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleApp } from '@spotler-connector/bundling';
import { ROOT, read } from '../workspace.ts';
import { run } from './packed-package.ts';

const folder = mkdtempSync(join(tmpdir(), 'packed-cli-'));
const program = join(folder, 'global/bin/spotler-connector');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Installs the packed command line as `npm install --global` does, in a folder and without a registry. */
beforeAll(async () => {
  const bundle = join(folder, 'bundle');
  await bundleApp({ folder: join(ROOT, 'apps/cli'), outFolder: bundle });
  mkdirSync(join(folder, 'empty'));
  expect(run('npm', ['pack', bundle, '--pack-destination', folder], folder).status).toBe(0);
  const packed = readdirSync(folder).find((name) => name.endsWith('.tgz')) ?? '';
  const flags = ['--global', '--offline', '--prefix', join(folder, 'global')];
  const { status, stderr } = run('npm', ['install', ...flags, join(folder, packed)], folder);
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
}, 180_000);

/** Starts the installed command with the Node of this process. */
function connector(...args: string[]) {
  const path = `${dirname(process.execPath)}${delimiter}${process.env['PATH']}`;
  return run('env', [`PATH=${path}`, program, ...args], join(folder, 'empty'));
}

describe('the packed command line', () => {
  it('says version, policy and commit', () => {
    const { version }: { version: string } = JSON.parse(read('package.json'));
    const { stdout, status } = connector('--version');
    expect(stdout).toMatch(/^spotler-connector [\d.]+, policy \d+, commit (unknown|[0-9a-f]{12})\n$/);
    expect(stdout).toContain(` ${version},`);
    expect(status).toBe(0);
  });

  it('runs from an empty folder, and names what it would need', () => {
    expect(connector('--help').stdout).toContain('dead-letter');
    const { stdout, stderr, status } = connector('doctor');
    expect(`${stdout}${stderr}`).toContain('DATAVERSE_URL');
    expect(status).not.toBe(0);
  });

  it('starts in a moment', () => {
    // Time of the processor, since others may be at work here, and twice what was measured among them.
    const script = 'TIMEFORMAT="%U %S"; time "$0" "$1" --version >/dev/null';
    const seconds = Array.from({ length: 4 }, () => {
      const { stderr } = run('bash', ['-c', script, process.execPath, program], folder);
      return stderr
        .trim()
        .split(' ')
        .map(Number)
        .reduce((sum, part) => sum + part, 0);
    });
    expect(Math.min(...seconds)).toBeGreaterThan(0);
    expect(Math.min(...seconds)).toBeLessThan(1);
  });
});
