import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const IN_PACKAGE = /^(.*[/\\]node_modules[/\\](?:@[^/\\]+[/\\])?[^/\\]+)[/\\]/;

/** A foreign package that a bundle has modules of. */
export interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** Its licence as its manifest says: an SPDX expression, or `unknown`. */
  readonly licence: string;
}

/** The packages that modules are from, by name and version, each once. */
export async function bundledPackages(modules: readonly string[]): Promise<BundledPackage[]> {
  const folders = new Set(modules.flatMap((module) => IN_PACKAGE.exec(module)?.[1] ?? []));
  const packages = await Promise.all([...folders].map(packageIn));
  const byName = new Map(packages.map((found) => [`${found.name} ${found.version}`, found]));
  return [...byName.keys()].toSorted().flatMap((key) => byName.get(key) ?? []);
}

async function packageIn(folder: string): Promise<BundledPackage> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  return {
    folder,
    name: memberOf(manifest, 'name') ?? 'unknown',
    version: memberOf(manifest, 'version') ?? 'unknown',
    licence: memberOf(manifest, 'license') ?? 'unknown',
  };
}

/** A text of a manifest. */
export function memberOf(manifest: unknown, member: string): string | undefined {
  const found: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, member) : undefined;
  return typeof found === 'string' ? found : undefined;
}
