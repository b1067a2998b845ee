import { importsOf } from './import-graph.ts';

/** The files of a package, by their path from the root, with their text. */
export type Sources = ReadonlyMap<string, string>;

/**
 * Which folders of a package import which: the folders right below `src`, and the files that lie there by
 * themselves. Tests and what is in `testing/` import whatever they like.
 */
export function roomsOf(folder: string, sources: Sources): Map<string, string[]> {
  const graph = new Map<string, Set<string>>();
  for (const [file, text] of sources) {
    const from = roomOf(folder, file);
    if (from === undefined) continue;
    const imported = graph.get(from) ?? new Set();
    graph.set(from, imported);
    for (const path of importsOf(file, text).files) {
      const to = roomOf(folder, path);
      if (to !== undefined && to !== from) imported.add(to);
    }
  }
  return new Map([...graph].map(([from, imported]) => [from, [...imported]]));
}

function roomOf(folder: string, file: string): string | undefined {
  if (!file.startsWith(`${folder}/src/`) || /\.test\.ts$|\/testing\//.test(file)) return undefined;
  return file.slice(`${folder}/src/`.length).split('/')[0];
}
