import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** The part of a package.json that the checks look at. */
export interface Manifest {
  name: string;
  description?: string;
  license?: string;
  private?: boolean;
  type?: string;
  exports?: Record<string, unknown>;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** A package of this repository; `folder` is relative to the root. */
export interface Workspace {
  folder: string;
  manifest: Manifest;
}

/** Reads a text file by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Every package, with its manifest. */
export function workspaces(): Workspace[] {
  return find('{apps,packages}/*/package.json')
    .concat('checks/package.json')
    .map((path) => ({ folder: dirname(path), manifest: JSON.parse(read(path)) as Manifest }));
}

/** Every TypeScript file below `folder`, tests included, by its path from the root. */
export function sourceFiles(folder = '{apps,packages,checks}'): string[] {
  return find(`${folder}/**/*.ts`);
}

/** Files by pattern, by their path from the root, without what is installed or generated. */
export function find(pattern: string): string[] {
  const generated = (path: string) => ['node_modules', 'dist', '.turbo'].includes(path);
  return globSync(pattern, { cwd: ROOT, exclude: generated }).map((path) =>
    relative(ROOT, join(ROOT, path)).replaceAll('\\', '/'),
  );
}
