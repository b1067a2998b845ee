import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { cachedBundle } from '@spotler-connector/bundling/testing';
import { aMutant } from './testing/a-mutant.ts';

function source(path: string): string {
  return fileURLToPath(new URL(`../../../${path}`, import.meta.url));
}

const EMULATOR = source('packages/service-bus-emulator/src/main.ts');
/** Programs that say something at once, by their name. */
const PROGRAMS: Readonly<Record<string, readonly [file: string, ...args: string[]]>> = {
  worker: [await cachedBundle('worker'), '--help'],
  'command line': [await cachedBundle('cli'), '--help'],
  emulator: [EMULATOR, '--port', '0'],
  'Spotler simulator': [source('packages/spotler-simulator/src/main.ts'), '--port', '0'],
  'Dataverse simulator': [source('packages/dataverse-simulator/src/main.ts'), '--port', '0'],
};
/** A signal for each file that is loaded but the first. */
const SIGNALS = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  let files = 0;
  registerHooks({
    load(url, context, nextLoad) {
      if (url.startsWith('file:') && files++ > 0) process.kill(process.pid, 'SIGUSR1');
      return nextLoad(url, context);
    },
  });`)}`;

/** Runs a program to its end. Its output goes nowhere: to a full disk, or to somebody who does not read. */
async function run(command: readonly string[], output: 'full' | 'closed', imports: readonly string[] = []) {
  const stdout = output === 'full' ? openSync('/dev/full', 'w') : 'pipe';
  const preloads = imports.flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, ['--inspect-port=0', ...preloads, ...command], {
    stdio: ['ignore', stdout, 'pipe'],
    env: {},
  });
  child.stdout?.destroy();
  if (typeof stdout === 'number') closeSync(stdout);
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  const [code] = await once(child, 'close');
  return { stderr, code };
}

describe.each(Object.entries(PROGRAMS))('the %s', (_name, command) => {
  it('says in one line that its output can not be written, and opens no inspector for a signal', async () => {
    const stderr = "Standard output can't be written (ENOSPC).\n";
    expect(await run(command, 'full', [SIGNALS])).toEqual({ stderr, code: 1 });
  }, 30_000);

  it('ends quietly when nobody reads', async () => {
    const { stderr, code } = await run(command, 'closed');
    expect(stderr).toBe('');
    expect(code).toBeLessThanOrEqual(1);
  }, 30_000);
});

describe('a program without a guard', () => {
  it('opens the inspector for a signal, and prints a stack when its output can not be written', async () => {
    const imports = [aMutant('ending-as-node-does'), SIGNALS];
    const { stderr } = await run([EMULATOR, '--port', '0'], 'full', imports);
    expect(stderr).toContain('Debugger listening');
    expect(stderr).toMatch(/ENOSPC[\s\S]*\n +at /);
  }, 30_000);
});
