import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

/** The sources whose mutants are tried, and the tests that have to notice them, from the root. */
export interface Target {
  readonly sources: readonly string[];
  /** All of the package. */
  readonly tests: readonly string[];
}

/** Sources that only tests and people at a terminal run. */
const NOT_MEANT = /\.test\.ts$|\/(testing|fuzz)\/|\/(index|main)\.ts$/;

/**
 * Finds a package by its name, with a folder or a file of it if wanted: `brake`, `brake/src/create-brake.ts`,
 * `worker/src/messages`. `undefined` when there is none.
 */
export function findTarget(root: string, name: string): Target | undefined {
  const [, folder = '', path = ''] = /^(?:(?:packages|apps)\/)?([^/]+)(?:\/(.+?))?\/?$/.exec(name) ?? [];
  const place = ['packages', 'apps'].find((each) => existsSync(join(root, each, folder, 'package.json')));
  if (place === undefined) return undefined;
  const from = path === '' ? 'src' : path;
  const wanted = from.endsWith('.ts') ? from : `${from}/**/*.ts`;
  const sources = globSync(`${place}/${folder}/${wanted}`, { cwd: root })
    .filter((file) => !NOT_MEANT.test(file))
    .sort();
  const tests = globSync(`${place}/${folder}/src/**/*.test.ts`, { cwd: root }).sort();
  return sources.length === 0 ? undefined : { sources, tests };
}
