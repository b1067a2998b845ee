import { describe, expect, it } from '@jest/globals';
import { read, sourceFiles, workspaces } from './workspace.ts';

/** Packages that are never part of a bundle. */
const AT_HOME = [
  'packages/browser-testing',
  'packages/bundling',
  'packages/local-services',
  'packages/service-bus-emulator',
];
/** Run by hand in the repository. */
const SCRIPTS = ['packages/configuration/src/variables/generate-documentation.ts'];

const bundled = workspaces()
  .map(({ folder }) => folder)
  .filter((folder) => folder.startsWith('packages/') || ['apps/worker', 'apps/cli'].includes(folder))
  .filter((folder) => !AT_HOME.includes(folder));
const files = bundled
  .flatMap((folder) => sourceFiles(`${folder}/src`))
  .filter((file) => {
    const isForTests = file.endsWith('.test.ts') || /\/(testing|fuzz)\//.test(file);
    return !isForTests && !SCRIPTS.includes(file);
  });

/** Places of files that a bundler can't see: it copies what `new URL` names literally, and nothing else. */
function unseenPlaces(text: string): string[] {
  const dense = text.replaceAll(/\s+/g, '');
  const seen = dense.replaceAll(/newURL\('[^']+\.\w+',import\.meta\.url,?\)/g, '');
  return seen.match(/import\.meta\.\w+/g) ?? [];
}

describe('files that the source of a bundled package reads', () => {
  it('are named so that the bundler copies them', () => {
    expect(files.length).toBeGreaterThan(100);
    expect(files.filter((file) => unseenPlaces(read(file)).length > 0)).toEqual([]);
  });

  it.each([
    "new URL('../config/' + name, import.meta.url)",
    'new URL(name, import.meta.url)',
    "new URL('../config/', import.meta.url)",
    "join(import.meta.dirname, 'config.json')",
  ])('would be caught when they are found by %s', (code) => {
    expect(unseenPlaces(code)).toHaveLength(1);
  });

  it('may be named over several lines', () => {
    expect(unseenPlaces("new URL(\n  '../config/a.json',\n  import.meta.url,\n)")).toEqual([]);
  });
});
