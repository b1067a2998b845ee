import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { memberOf } from './bundled-packages.ts';

/** The part of an app's manifest that a bundle is concerned with. */
export interface AppManifest {
  readonly name: string;
  readonly version: string;
  /** The manifest of the bundle: no dependencies, and the commands start `main.mjs`. */
  readonly text: string;
}

/** Makes the manifest of a bundle from that of the app in `folder`, so that the bundle can be packed. */
export async function bundleManifest(folder: string): Promise<AppManifest> {
  const manifest: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const name = memberOf(manifest, 'name') ?? 'unknown';
  const version = memberOf(manifest, 'version') ?? '0.0.0';
  const commands = commandsOf(manifest).map((command): [string, string] => [command, 'main.mjs']);
  const bundle = {
    name,
    version,
    description: memberOf(manifest, 'description'),
    license: memberOf(manifest, 'license'),
    type: 'module',
    engines: { node: '>=22.12' },
    bin: commands.length === 0 ? undefined : Object.fromEntries(commands),
  };
  return { name, version, text: `${JSON.stringify(bundle, null, 2)}\n` };
}

function commandsOf(manifest: unknown): string[] {
  const bin: unknown =
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, 'bin') : undefined;
  return typeof bin === 'object' && bin !== null ? Object.keys(bin) : [];
}
