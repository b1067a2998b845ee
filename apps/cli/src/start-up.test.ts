import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const bundle = await cachedBundle('cli');
/** Says the address of each module that is loaded. */
const HOOK = `data:text/javascript,${encodeURIComponent(`
  import { writeSync } from 'node:fs';
  import { registerHooks } from 'node:module';
  registerHooks({
    load(url, context, next) {
      writeSync(2, url + String.fromCharCode(10));
      return next(url, context);
    },
  });
`)}`;

/** The modules that a command line loads, in its own process, and what it says. */
function run(entry: string, args: readonly string[], exitCode = 0): { modules: string[]; stdout: string } {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--import', HOOK, entry, ...args], {
    env: {},
    encoding: 'utf8',
  });
  expect(status).toBe(exitCode);
  return { modules: stderr.split('\n').filter((line) => /^file:/.test(line)), stdout };
}

function packagesOf(modules: readonly string[]): string[] {
  const names = modules.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  return [...new Set(names)].sort();
}

function bytesOf(modules: readonly string[]): number {
  return modules.reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
}

describe('starting the command line', () => {
  it.each([
    [['--version'], /policy \d+, from sources\n$/],
    [['dead-letter', 'list', '--help'], /Examples:/],
    [['completion', 'bash'], /COMPREPLY/],
  ])('loads nothing that only other commands need for %j', (args, answer) => {
    const { modules, stdout } = run(MAIN, args);
    expect(stdout).toMatch(answer);
    expect(packagesOf(modules)).toEqual(['commander', 'picocolors', 'pretty-ms']);
    expect(modules.filter((url) => /as-configured|-actions\.ts|\/configuration\//.test(url))).toEqual([]);
  });

  it('loads little of the bundle for its help, and the rest for a command that needs it', () => {
    const help = bytesOf(run(bundle, ['--help']).modules);
    const list = bytesOf(run(bundle, ['dead-letter', 'list'], 2).modules);
    expect(help).toBeLessThan(300_000);
    expect(list).toBeGreaterThan(5 * help);
  });
});
