import { describe, expect, it } from '@jest/globals';
import { findCycle } from './import-graph.ts';
import { roomsOf } from './room-graph.ts';
import { read, sourceFiles, workspaces } from './workspace.ts';

/** Packages whose folders still import each other in a circle. */
const REMAINING = [
  'apps/worker',
  'packages/configuration',
  'packages/dataverse-simulator',
  'packages/spotler-sdk',
  'packages/spotler-simulator',
];
const done = workspaces()
  .map(({ folder }) => folder)
  .filter((folder) => !REMAINING.includes(folder));

function sourcesOf(folder: string): Map<string, string> {
  return new Map(sourceFiles(folder).map((file) => [file, read(file)]));
}

describe('the folders of a package', () => {
  it.each(done)('import one way down: %s', (folder) => {
    expect(findCycle(roomsOf(folder, sourcesOf(folder)))).toBeUndefined();
  });

  it('would be caught importing upwards', () => {
    const sources = new Map([
      ['apps/a/src/messages/handle.ts', "import { b } from '../jobs/b.ts';"],
      ['apps/a/src/jobs/b.ts', "import type { C } from '../work/c.ts';"],
    ]);
    expect(findCycle(roomsOf('apps/a', sources))).toBeUndefined();
    sources.set('apps/a/src/work/c.ts', "import type { Handled } from '../messages/handle.ts';");
    expect(findCycle(roomsOf('apps/a', sources))).toEqual(['messages', 'jobs', 'work', 'messages']);
  });

  it('may be imported any way by tests', () => {
    const sources = new Map([
      ['apps/a/src/messages/handle.ts', "import { b } from '../jobs/b.ts';"],
      ['apps/a/src/jobs/b.test.ts', "import { handle } from '../messages/handle.ts';"],
      ['apps/a/src/jobs/testing/b.ts', "import { handle } from '../../messages/handle.ts';"],
    ]);
    expect(findCycle(roomsOf('apps/a', sources))).toBeUndefined();
  });
});
