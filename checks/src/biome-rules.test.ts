import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { withMistake } from './with-mistake.ts';
import { ROOT, read, sourceFiles } from './workspace.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** The rules that Biome says these files break, under our configuration or under one with a mistake in it. */
function reportedOn(files: Record<string, string>, configuration = read('biome.json')): string[] {
  const root = mkdtempSync(join(tmpdir(), 'biome-'));
  folders.push(root);
  writeFileSync(join(root, 'biome.json'), configuration);
  cpSync(join(ROOT, '.gitignore'), join(root, '.gitignore'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  const biome = join(ROOT, 'node_modules/.bin/biome');
  const { stdout } = spawnSync(biome, ['lint', '--error-on-warnings', '--reporter=json'], {
    cwd: root,
    encoding: 'utf8',
  });
  return [...stdout.matchAll(/"category":\s*"lint\/\w+\/(\w+)"/g)].flatMap(([, rule]) => rule ?? []);
}

const CYCLES: Record<string, Record<string, string>> = {
  'of types': {
    'packages/x/src/a.ts': "import type { B } from './b.ts';\nexport type A = B[];\n",
    'packages/x/src/b.ts': "import type { A } from './a.ts';\nexport type B = A | 1;\n",
  },
  'of re-exports': {
    'packages/x/src/a.ts': "export type { B } from './b.ts';\nexport type A = 1;\n",
    'packages/x/src/b.ts': "export type { A } from './a.ts';\nexport type B = 1;\n",
  },
  'with a dynamic import in it': {
    'packages/x/src/a.ts': "export function load() {\n  return import('./b.ts');\n}\n",
    'packages/x/src/b.ts': "import { load } from './a.ts';\nexport const again = load;\n",
  },
};
const NO_CYCLE = {
  'packages/x/src/a.ts': "import type { B } from './b.ts';\nexport type A = B[];\n",
  'packages/x/src/b.ts': 'export type B = 1;\n',
};

/** A function with so many lines in it. */
function aFunction(lines: number): string {
  return `export function f(g: () => void): void {\n${'  g();\n'.repeat(lines)}}\n`;
}

describe('Biome', () => {
  it('finds a function that is longer than a screen, but not in a test', () => {
    expect(reportedOn({ 'packages/x/src/f.ts': aFunction(60) })).toEqual(['noExcessiveLinesPerFunction']);
    expect(reportedOn({ 'packages/x/src/f.ts': aFunction(40) })).toEqual([]);
    expect(reportedOn({ 'packages/x/src/f.test.ts': aFunction(60) })).toEqual([]);
  });

  it('lets few functions be longer, each a factory whose closures share its state', () => {
    const excepted = [...read('biome.json').matchAll(/"((?:apps|packages)\/[^"*]+\.ts)"/g)];
    expect(excepted.length).toBeLessThanOrEqual(sourceFiles('{apps,packages}').length / 100);
    expect(reportedOn({ [String(excepted[0]?.[1])]: aFunction(60) })).toEqual([]);
    expect(reportedOn({ [String(excepted[0]?.[1])]: aFunction(110) })).not.toEqual([]);
  });

  it.each(Object.entries(CYCLES))('finds a cycle %s', (_, files) => {
    expect(new Set(reportedOn(files))).toEqual(new Set(['noImportCycles']));
  });

  it('finds none where there is none', () => {
    expect(reportedOn(NO_CYCLE)).toEqual([]);
  });

  it('would miss a cycle of types if they were ignored', () => {
    const ignoring = withMistake(read('biome.json'), '"ignoreTypes": false', '"ignoreTypes": true');
    expect(reportedOn(CYCLES['of types'] ?? {}, ignoring)).toEqual([]);
  });
});
