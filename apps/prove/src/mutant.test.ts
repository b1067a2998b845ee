import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { mutant } from './mutant.ts';

const MUTANTS = readdirSync(new URL('./mutants', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'replace-in-source');

async function load(modules: readonly string[]): Promise<string> {
  const imports = modules.flatMap((module) => ['--import', module]);
  const child = spawn(process.execPath, [...imports, '--eval', ''], { stdio: ['ignore', 'ignore', 'pipe'] });
  const [output] = await Promise.all([text(child.stderr), once(child, 'close')]);
  return output;
}

describe('the mutants', () => {
  it('still find in the sources what they take out', async () => {
    const modules = MUTANTS.map((name) => mutant(name, { factor: 2 }));
    expect(MUTANTS.length).toBeGreaterThan(10);
    expect(await load(modules)).toBe('');
  });

  it('would fail at once if they did not', async () => {
    const helper = new URL('./mutants/replace-in-source.ts', import.meta.url).href;
    const stale = `import { replaceInSource } from '${helper}'; replaceInSource('/apps/prove/package.json', [['nowhere', '']]);`;
    const module = `data:text/javascript,${encodeURIComponent(stale)}`;
    expect(await load([module])).toContain('There is no "nowhere" in /apps/prove/package.json any more');
  });
});
