import { describe, expect, it } from '@jest/globals';
import { importsOf } from './import-graph.ts';
import { read, sourceFiles } from './workspace.ts';

const WORKER = 'apps/worker/src/';
/**
 * The folders of the worker, and those that each may import. Files beside them put everything together: they
 * may import all, and only they themselves import them.
 */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  messages: ['jobs', 'work'],
  jobs: ['work'],
  work: [],
  health: ['work'],
  telemetry: [],
};
const TOP = '';

function folderOf(file: string): string {
  const inside = file.slice(WORKER.length).split('/');
  return inside.length === 1 ? TOP : (inside[0] ?? TOP);
}

/** The imports of a file that run upwards, each as `folder/file → folder/file`. Types count. */
function upwardImports(file: string, text: string): string[] {
  const from = folderOf(file);
  if (from === TOP) return [];
  return importsOf(file, text)
    .files.filter((imported) => imported.startsWith(WORKER))
    .filter((imported) => {
      const to = folderOf(imported);
      return to !== from && !MAY_IMPORT[from]?.includes(to) && !isBesideAll(imported);
    })
    .map((imported) => `${file} → ${imported}`);
}

/** The version is no part of what is put together: everybody may know it. */
function isBesideAll(file: string): boolean {
  return file === `${WORKER}version.ts`;
}

describe('the folders of the worker', () => {
  const files = sourceFiles('apps/worker/src');

  it('are those that have a place in the order', () => {
    const folders = [...new Set(files.map(folderOf))].filter((folder) => folder !== TOP);
    expect(folders.sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('import one way, types and tests included', () => {
    expect(files.length).toBeGreaterThan(40);
    expect(files.flatMap((file) => upwardImports(file, read(file)))).toEqual([]);
  });

  it.each([
    ['work/a.ts', "import { b } from '../jobs/b.ts';"],
    ['work/a.ts', "import type { B } from '../messages/b.ts';"],
    ['jobs/a.ts', "import { type B } from '../messages/b.ts';"],
    ['jobs/a.ts', "export { b } from '../messages/b.ts';"],
    ['telemetry/a.ts', "import type { B } from '../work/b.ts';"],
    ['health/a.ts', "import type { B } from '../messages/b.ts';"],
    ['messages/a.ts', "import { b } from '../start-worker.ts';"],
    ['work/testing/a.ts', "import { b } from '../../jobs/b.ts';"],
  ])('would be caught importing upwards: %s, %s', (file, text) => {
    expect(upwardImports(WORKER + file, text)).toHaveLength(1);
  });

  it.each([
    ['messages/a.ts', "import { b } from '../jobs/b.ts';\nimport { c } from '../work/c.ts';"],
    ['jobs/a.ts', "import { b } from '../work/b.ts';\nimport { c } from './c.ts';"],
    ['work/testing/a.ts', "import { b } from '../b.ts';"],
    ['start-worker.ts', "import { b } from './messages/b.ts';"],
    ['telemetry/a.ts', "import { VERSION } from '../version.ts';"],
    ['work/a.ts', "import { b } from '@spotler-connector/adapters';"],
  ])('may import downwards: %s, %s', (file, text) => {
    expect(upwardImports(WORKER + file, text)).toEqual([]);
  });
});
