import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { find, manifestAt, ROOT, read } from './workspace.ts';

const scripts = manifestAt('package.json').scripts ?? {};
const pages = ['README.md', 'CONTRIBUTING.md', ...find('docs/**/*.md')];

/** The commands that follow `pnpm` in the code of a page. */
function commandsOf(text: string): string[] {
  return [...text.matchAll(/(?:npx pnpm@12|(?<![\w`/-])pnpm) (?:run )?([a-z][\w-]*)/g)].flatMap(
    (found) => found[1] ?? [],
  );
}

function linksOf(page: string): string[] {
  return [...read(page).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)].flatMap((found) => found[1] ?? []);
}

/** The files and folders of ours that a text names in code, such as `src/main.ts` in a package's own page. */
function filesIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|apps|packages|infra|docs|checks)\/[\w./-]+)`/g)].flatMap(
    (found) => found[1] ?? [],
  );
}

describe('README', () => {
  it('is short enough to be read', () => {
    expect(read('README.md').split('\n').length).toBeLessThanOrEqual(120);
  });

  it.each(pages)('and its like name commands that exist: %s', (page) => {
    const builtIn = ['install', 'exec', 'pack'];
    const unknown = commandsOf(read(page)).filter((name) => !(name in scripts) && !builtIn.includes(name));
    expect(unknown).toEqual([]);
  });

  it('would be caught naming a command that does not exist', () => {
    expect(commandsOf('run `npx pnpm@12 strat --once`')).toEqual(['strat']);
  });

  it.each(pages)('and its like link to pages that exist: %s', (page) => {
    const broken = linksOf(page).filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  it.each([...pages, ...find('packages/*/README.md')])('and its like name files that exist: %s', (page) => {
    const folders = [ROOT, join(ROOT, dirname(page))];
    const missing = filesIn(read(page)).filter(
      (file) => !folders.some((folder) => existsSync(join(folder, file))),
    );
    expect(missing).toEqual([]);
  });

  it('would be caught naming a file that does not exist', () => {
    expect(filesIn('in `src/log-fields.ts`, and `packages/nowhere`; `src` alone is none')).toEqual([
      'src/log-fields.ts',
      'packages/nowhere',
    ]);
  });
});

describe('the root', () => {
  it('has the scripts that the documentation promises', () => {
    const promised = [
      'start',
      'test',
      'check',
      'worker',
      'emulator',
      'spotler-simulator',
      'dataverse-simulator',
      'cli',
    ];
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(promised));
  });

  it('runs files that exist', () => {
    const files = Object.values(scripts).flatMap(
      (script) => script.match(/(?:apps|packages)\/[\w/-]+\.ts/g) ?? [],
    );
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
