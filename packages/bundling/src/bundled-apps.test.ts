import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from '@jest/globals';
import { bundleApp } from './bundle-app.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const APPS = ['apps/worker', 'apps/cli', 'packages/dataverse-simulator', 'packages/spotler-simulator'];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function bundled(app: string): Promise<{ name: string; text: string }[]> {
  const outFolder = mkdtempSync(join(tmpdir(), 'bundle-'));
  folders.push(outFolder);
  await bundleApp({ folder: join(ROOT, app), outFolder });
  return readdirSync(outFolder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(outFolder, name)).isFile())
    .map((name) => ({ name, text: readFileSync(join(outFolder, name), 'utf8') }));
}

/** Lists what the modules of a bundle import from outside of it. */
function foreignImports(files: readonly { name: string; text: string }[]): string[] {
  const code = files.filter(({ name }) => name.endsWith('.mjs')).map(({ text }) => text);
  return code
    .flatMap((text) => [...text.matchAll(/^(?:import|export) (?:.* from )?"([^".][^"]*)";$/gm)])
    .flatMap(([, name]) => name ?? [])
    .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name));
}

describe.each(APPS)('the bundle of %s', (app) => {
  it('needs nothing but Node, says nothing of where it was made, and holds no source', async () => {
    const files = await bundled(app);
    expect(foreignImports(files)).toEqual([]);
    const place = ROOT.replace(/\/$/, '');
    expect(files.filter(({ text }) => text.includes(place)).map(({ name }) => name)).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['main.mjs', 'main.mjs.map', 'THIRD-PARTY-NOTICES.txt']),
    );
    expect(files.filter(({ name }) => name.endsWith('.ts'))).toEqual([]);
    const notices = files.find(({ name }) => name === 'THIRD-PARTY-NOTICES.txt')?.text ?? '';
    expect(notices).toMatch(/^commander [\d.]+ \(MIT\)$|^got [\d.]+ \(MIT\)$/m);
    expect(notices).not.toContain('unknown');
  });
});

describe('what a bundle needs', () => {
  it('would be seen', () => {
    const text = 'import fs from "node:fs";\nimport { a } from "./chunk.mjs";\nimport got from "got";\n';
    expect(foreignImports([{ name: 'main.mjs', text }])).toEqual(['got']);
  });
});
