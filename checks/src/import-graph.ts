import { posix } from 'node:path';
import { parseSync } from 'oxc-parser';

/** For each file the files of ours that it imports, type imports included, and the packages it names. */
export interface FileImports {
  files: string[];
  packages: string[];
}

/** Reads the imports and re-exports of one module. `path` is relative to the root. */
export function importsOf(path: string, text: string): FileImports {
  const { module } = parseSync(path, text);
  const specifiers = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.map((entry) => entry.moduleRequest?.value)),
  ].filter((specifier) => specifier !== undefined);
  const relative = specifiers.filter((specifier) => specifier.startsWith('.'));
  return {
    files: relative.map((specifier) => posix.join(posix.dirname(path), specifier)),
    packages: specifiers.filter((specifier) => !specifier.startsWith('.')),
  };
}

/** A cycle in the graph, as the files on it in order, or `undefined` when there is none. */
export function findCycle(graph: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const finished = new Set<string>();
  const path: string[] = [];

  function visit(file: string): string[] | undefined {
    if (finished.has(file)) return undefined;
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle !== undefined) return cycle;
    }
    path.pop();
    finished.add(file);
    return undefined;
  }

  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
