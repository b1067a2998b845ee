import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
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

/** The modules that a command line loads, in its own process. */
function loadedBy(args: readonly string[], exitCode = 0): string[] {
  const { stderr, status } = spawnSync(process.execPath, ['--import', HOOK, MAIN, ...args], {
    env: {},
    encoding: 'utf8',
  });
  expect(status).toBe(exitCode);
  return stderr.split('\n').filter((line) => /^file:/.test(line));
}

function packagesOf(modules: readonly string[]): string[] {
  const names = modules.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1] ?? []);
  return [...new Set(names)].sort();
}

describe('starting the command line', () => {
  it.each([[['--version']], [['--help']], [['dead-letter', 'list', '--help']], [['completion', 'bash']]])(
    'loads nothing that only other commands need for %j',
    (args) => {
      const modules = loadedBy(args);
      expect(packagesOf(modules)).toEqual(['commander', 'picocolors', 'pretty-ms']);
      expect(modules.filter((url) => /as-configured|-actions\.ts|\/configuration\//.test(url))).toEqual([]);
    },
  );

  it('loads the rest for a command that needs it', () => {
    const packages = packagesOf(loadedBy(['dead-letter', 'list'], 2));
    expect(packages).toEqual(expect.arrayContaining(['@azure/service-bus', 'io-ts']));
  });
});
