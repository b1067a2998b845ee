import { describe, expect, it } from '@jest/globals';
import { findCycle } from './import-graph.ts';
import { roomsOf } from './room-graph.ts';
import { read, sourceFiles, workspaces } from './workspace.ts';

function sourcesOf(folder: string): Map<string, string> {
  return new Map(sourceFiles(folder).map((file) => [file, read(file)]));
}

describe('the folders of a package', () => {
  it.each(workspaces().map(({ folder }) => folder))('import one way down: %s', (folder) => {
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

  it('of the worker import only what is below them in the architecture', () => {
    const page = read('docs/architecture.md');
    const [, table = ''] = /\| folder \| is for \|\n\|[-|]+\|\n(.*?)\n\n/s.exec(page) ?? [];
    const order = [...table.matchAll(/^\| `([\w-]+)`/gm)].flatMap(([, name]) => name ?? []);
    const graph = roomsOf('apps/worker', sourcesOf('apps/worker'));
    expect([...graph.keys()].filter((room) => !room.endsWith('.ts')).sort()).toEqual(order.toSorted());
    const upwards = order.flatMap((room, n) =>
      (graph.get(room) ?? [])
        .filter((other) => order.slice(0, n).includes(other))
        .map((other) => `${room} → ${other}`),
    );
    expect(upwards).toEqual([]);
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
