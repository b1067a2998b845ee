import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as t from 'io-ts';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');

const StringsByName = t.record(t.string, t.string);
const ManifestCodec = t.intersection([
  t.type({ name: t.string }),
  t.partial({
    description: t.string,
    license: t.string,
    private: t.boolean,
    type: t.string,
    exports: t.UnknownRecord,
    scripts: StringsByName,
    dependencies: StringsByName,
    devDependencies: StringsByName,
  }),
]);

/** The part of a package.json that the checks look at. */
export type Manifest = t.TypeOf<typeof ManifestCodec>;

/** A package of this repository; `folder` is relative to the root. */
export interface Workspace {
  folder: string;
  manifest: Manifest;
}

/** Reads a text file by its path from the root. */
export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Reads a package.json by its path from the root. */
export function manifestAt(path: string): Manifest {
  const manifest: unknown = JSON.parse(read(path));
  if (!ManifestCodec.is(manifest)) throw new Error(`${path} is not as a package.json must be`);
  return manifest;
}

/** Every package, with its manifest. */
export function workspaces(): Workspace[] {
  return find('{apps,packages}/*/package.json')
    .concat('checks/package.json')
    .map((path) => ({ folder: dirname(path), manifest: manifestAt(path) }));
}

/** Every TypeScript file below `folder`, tests included, by its path from the root. */
export function sourceFiles(folder = '{apps,packages,checks}'): string[] {
  return find(`${folder}/**/*.{ts,tsx}`);
}

/** Files by pattern, by their path from the root, without what is installed or generated. */
export function find(pattern: string): string[] {
  const generated = (path: string) => ['node_modules', 'dist', '.turbo'].includes(path);
  return globSync(pattern, { cwd: ROOT, exclude: generated }).map((path) =>
    relative(ROOT, join(ROOT, path)).replaceAll('\\', '/'),
  );
}
